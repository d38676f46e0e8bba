package dev.typesync.capture;

import dev.typesync.parser.Operation;
import java.util.Set;

/** What can happen to the rows of a table. */
enum RowEvent {
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE;

    static final Set<RowEvent> CHANGES = Set.of(INSERT, UPDATE, DELETE);

    static Set<RowEvent> of(Operation operation) {
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
