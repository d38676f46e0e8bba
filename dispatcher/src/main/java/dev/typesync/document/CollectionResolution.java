package dev.typesync.document;

import static java.util.Objects.requireNonNull;

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
     */
    record Waiting(String reason, String remedy) implements CollectionResolution {
        public Waiting {
            requireNonNull(reason, "reason");
            requireNonNull(remedy, "remedy");
        }
    }
}
