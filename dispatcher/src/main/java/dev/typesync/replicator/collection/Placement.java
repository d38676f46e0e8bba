package dev.typesync.replicator.collection;

import dev.typesync.typesense.CollectionInfo;

/** Where the documents of a collection are, or are to be. Immutable. */
sealed interface Placement {
    /** One constant for each kind of placement, for a switch. */
    enum Kind {
        LIVE,
        LOADING,
        NOWHERE,
        MISSING,
        FOREIGN
    }

    Kind kind();

    /** They are complete in this concrete collection, and the alias points to it. */
    record Live(CollectionInfo existing) implements Placement {
        @Override
        public Kind kind() {
            return Kind.LIVE;
        }
    }

    /**
     * They are being loaded into this concrete collection, which exists.
     *
     * @param from how far the load is
     */
    record Loading(CollectionInfo existing, CollectionJobs.LoadPosition from) implements Placement {
        @Override
        public Kind kind() {
            return Kind.LOADING;
        }
    }

    /** Nothing exists under this name yet. */
    record Nowhere() implements Placement {
        @Override
        public Kind kind() {
            return Kind.NOWHERE;
        }
    }

    /** The recorded concrete collection does not exist in Typesense. */
    record Missing(String concrete) implements Placement {
        @Override
        public Kind kind() {
            return Kind.MISSING;
        }
    }

    /** A collection or alias of this name exists that typesync did not make. */
    record Foreign(String reason) implements Placement {
        @Override
        public Kind kind() {
            return Kind.FOREIGN;
        }
    }
}
