package dev.typesync.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive keys of a table. Immutable.
 *
 * @param keys the keys whose rows have a document, in key order; may be empty before the end of the table, since a row
 *     that does not meet the condition of the collection counts for the limit as well
 * @param upTo the last key that was looked at: the next range begins after it; null at the end of the table
 */
public record KeyRange(List<String> keys, @Nullable String upTo) {
    public KeyRange {
        keys = List.copyOf(keys);
    }

    /** The last key of the range; null if the table has no further row. */
    public @Nullable String lastKey() {
        return upTo != null || keys.isEmpty() ? upTo : keys.get(keys.size() - 1);
    }
}
