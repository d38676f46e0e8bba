package dev.typesync.capture.change;

import dev.typesync.event.Operation;
import dev.typesync.event.TableChange;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.plan.SqlOperation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the changes that listeners get: from a statement, and from the keys that were captured. */
public final class ListenerChanges {
    private ListenerChanges() {}

    /**
     * The change of one table by one statement, without keys.
     *
     * @param set the columns that the statement sets; null: unknown
     */
    public static TableChange change(TableId table, SqlOperation operation, @Nullable List<String> set) {
        Set<String> columns = set == null ? Set.of() : Set.copyOf(set);
        return new TableChange(table.schema(), table.name(), operation(operation), columns, List.of());
    }

    private static Operation operation(SqlOperation operation) {
        return switch (operation) {
            case INSERT -> Operation.INSERT;
            case UPSERT -> Operation.UPSERT;
            case UPDATE -> Operation.UPDATE;
            case DELETE -> Operation.DELETE;
            case MERGE -> Operation.MERGE;
            case TRUNCATE -> Operation.TRUNCATE;
            case COPY_IN -> Operation.COPY;
            case DDL, TXN, SESSION, READ, OPAQUE -> Operation.UNKNOWN;
        };
    }

    /**
     * Adds the captured keys to the changes of a statement. The change of a table is left out if it is known that no
     * row was changed. A table that only a mark names, because a foreign key or a trigger reaches it, has changed in an
     * unknown way.
     */
    public static List<TableChange> withKeys(List<TableChange> changes, List<CapturedChange> captured) {
        List<TableChange> result = new ArrayList<>();
        Set<TableId> named = new HashSet<>();
        for (TableChange change : changes) {
            named.add(new TableId(change.schema(), change.table()));
            addChange(change, captured, result);
        }
        for (CapturedChange each : captured) {
            if (each instanceof Mark mark && named.add(mark.table())) {
                TableId table = mark.table();
                result.add(new TableChange(table.schema(), table.name(), Operation.UNKNOWN, Set.of(), List.of()));
            }
        }
        return result;
    }

    private static void addChange(TableChange change, List<CapturedChange> captured, List<TableChange> result) {
        TableId table = new TableId(change.schema(), change.table());
        List<String> keys = new ArrayList<>();
        boolean marked = false;
        for (CapturedChange each : captured) {
            if (each.table().equals(table)) {
                if (each instanceof CapturedChange.Keys some) {
                    keys.addAll(some.keys());
                } else {
                    marked = true;
                }
            }
        }
        if (marked || !keys.isEmpty()) {
            result.add(new TableChange(
                    change.schema(), change.table(), change.operation(), change.columns(), marked ? List.of() : keys));
        }
    }
}
