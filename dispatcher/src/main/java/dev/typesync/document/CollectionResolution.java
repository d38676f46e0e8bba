package dev.typesync.document;

import static java.util.Objects.requireNonNull;

/** What the catalog says of a configured collection. */
public sealed interface CollectionResolution {
    /** It can be replicated. */
    record Ready(CollectionMapping mapping) implements CollectionResolution {
        public Ready {
            requireNonNull(mapping, "mapping");
        }
    }

    /**
     * It cannot be replicated yet.
     *
     * @param reason the fact: what is missing
     * @param remedy what the operator can do; the collection starts by itself once it is done
     */
    record Waiting(String reason, String remedy) implements CollectionResolution {
        public Waiting {
            requireNonNull(reason, "reason");
            requireNonNull(remedy, "remedy");
        }
    }
}
