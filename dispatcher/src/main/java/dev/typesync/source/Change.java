package dev.typesync.source;

import dev.typesync.outbox.TableId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change in a table: keys of the changed rows, or a mark if they are not known. It never contains values. Immutable.
 */
public sealed interface Change {
    TableId table();

    /** When the change was written, by the clock of the database. */
    Instant at();

    /**
     * Keys of changed rows.
     *
     * @param keys as in the outbox; a key may occur twice
     */
    record Keys(TableId table, List<String> keys, Instant at) implements Change {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A mark: rows changed and it is not known which, so the collections of the table must be compared with it.
     *
     * @param cause why the rows are not known, equal for all marks of one cause
     * @param collection the only collection that the mark concerns; null: all collections of the table
     */
    record Mark(
            TableId table,
            Instant at,
            String cause,
            @Nullable String collection) implements Change {}
}
