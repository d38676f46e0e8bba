package dev.typesync.capture.change;

import static java.util.Objects.requireNonNull;

import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import java.util.List;

/**
 * What an execution changed in a replicated table, as the driver captured it for {@code durability: memory}: the keys
 * of its rows, or a {@link Mark}. Immutable.
 */
public sealed interface CapturedChange permits CapturedChange.Keys, Mark {
    TableId table();

    /** Publishes the change after its COMMIT. */
    void publishTo(MemoryOutbox outbox);

    /**
     * The keys of changed rows. Some of these rows may be as before, and the list may be empty.
     *
     * @param keys in the form of {@link dev.typesync.outbox.KeyText}
     */
    record Keys(TableId table, List<String> keys) implements CapturedChange {
        public Keys {
            requireNonNull(table, "table");
            keys = List.copyOf(keys);
        }

        @Override
        public void publishTo(MemoryOutbox outbox) {
            if (!keys.isEmpty()) {
                outbox.keys(table, keys);
            }
        }
    }
}
