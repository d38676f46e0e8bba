package dev.typesync.document;

import static java.util.Objects.requireNonNull;

import dev.typesync.outbox.TableId;
import org.jspecify.annotations.Nullable;

/** The result of resolving a configured collection against the catalog. */
public sealed interface CollectionResolution {
    /** The collection can be replicated. */
    record Ready(CollectionMapping mapping) implements CollectionResolution {
        public Ready {
            requireNonNull(mapping, "mapping");
        }
    }

    /**
     * The collection cannot be replicated yet.
     *
     * @param reason what is missing
     * @param remedy what the operator can do; the collection then starts without a restart
     * @param table the table; null if there is none
     */
    record Waiting(String reason, String remedy, @Nullable TableId table) implements CollectionResolution {
        public Waiting {
            requireNonNull(reason, "reason");
            requireNonNull(remedy, "remedy");
        }
    }
}
