package dev.typesync.capture.catalog;

import dev.typesync.parser.plan.SqlOperation;
import java.util.Set;

/** What can happen to the rows of a table, in the words of CREATE TRIGGER and CREATE RULE. */
public enum TableEvent {
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE;

    static final Set<TableEvent> CHANGES = Set.of(INSERT, UPDATE, DELETE);

    /** The events of a statement; none if it writes no rows. */
    public static Set<TableEvent> of(SqlOperation operation) {
        return switch (operation) {
            case INSERT, COPY_IN -> Set.of(INSERT);
            case UPSERT -> Set.of(INSERT, UPDATE);
            case UPDATE -> Set.of(UPDATE);
            case DELETE -> Set.of(DELETE);
            case MERGE -> CHANGES;
            case TRUNCATE -> Set.of(TRUNCATE);
            case DDL, TXN, SESSION, READ, OPAQUE -> Set.of();
        };
    }
}
