package dev.typesync.capture.catalog;

import static java.util.Objects.requireNonNull;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.List;

/**
 * A replicated table, and the columns of the watched relation that hold its key. For the replicated table itself these
 * are the columns of its primary key. Immutable.
 *
 * @param table the table named in the outbox; for a partition or an inheritance child its root
 */
public record CapturedKey(TableId table, List<KeyColumn> key) {
    public CapturedKey {
        requireNonNull(table, "table");
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("no key columns for " + table);
        }
    }
}
