package dev.typesync.capture.change;

import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.event.TableChange;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.plan.SqlOperation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names an operation for the outside: as the cause of a mark, and in an event. */
public final class Causes {
    private Causes() {}

    public static String of(SqlOperation operation, WatchedRelation relation) {
        if (relation.kind() == 'v') {
            return "view";
        }
        return switch (operation) {
            case MERGE -> "merge";
            case TRUNCATE -> "truncate";
            case COPY_IN -> "copy";
            case INSERT, UPSERT, UPDATE, DELETE -> "not rewritten";
            case DDL, TXN, SESSION, READ, OPAQUE -> "opaque statement";
        };
    }

    public static TableChange change(TableId table, SqlOperation operation, @Nullable List<String> set) {
        Set<String> columns = set == null ? Set.of() : Set.copyOf(set);
        return new TableChange(table.schema(), table.name(), event(operation), columns, List.of());
    }

    private static dev.typesync.event.Operation event(SqlOperation operation) {
        return switch (operation) {
            case INSERT -> dev.typesync.event.Operation.INSERT;
            case UPSERT -> dev.typesync.event.Operation.UPSERT;
            case UPDATE -> dev.typesync.event.Operation.UPDATE;
            case DELETE -> dev.typesync.event.Operation.DELETE;
            case MERGE -> dev.typesync.event.Operation.MERGE;
            case TRUNCATE -> dev.typesync.event.Operation.TRUNCATE;
            case COPY_IN -> dev.typesync.event.Operation.COPY;
            case DDL, TXN, SESSION, READ, OPAQUE -> dev.typesync.event.Operation.UNKNOWN;
        };
    }
}
