package dev.typesync.source;

import dev.typesync.outbox.TableId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that changed in a table: which rows, or only that something did. Never values. Immutable. */
public sealed interface Change {
    TableId table();

    /** When it was written, by the database's clock. */
    Instant at();

    /**
     * Rows that changed.
     *
     * @param keys as the outbox holds them; may hold one twice
     */
    record Keys(TableId table, List<String> keys, Instant at) implements Change {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Rows changed, and nobody knows which: the table's collections have to be compared with it.
     *
     * @param cause why it is not known, the same words for all marks of one cause
     * @param collection the only collection that is meant; null: all of the table
     */
    record Mark(
            TableId table,
            Instant at,
            String cause,
            @Nullable String collection) implements Change {}
}
