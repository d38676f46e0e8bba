package dev.typesync.replicator.collection;

import org.jspecify.annotations.Nullable;

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

    /** The concrete collection that holds the documents, complete or not; null if there is none. */
    default @Nullable String existingCollection() {
        return null;
    }

    /** They are complete in this concrete collection, and the alias points to it. */
    record Live(String concrete) implements Placement {
        @Override
        public Kind kind() {
            return Kind.LIVE;
        }

        @Override
        public String existingCollection() {
            return concrete;
        }
    }

    /**
     * They are being loaded into this concrete collection, which exists.
     *
     * @param afterKey the last key that is loaded; null if none is
     * @param loaded the number of rows that are loaded
     */
    record Loading(String concrete, @Nullable String afterKey, long loaded) implements Placement {
        @Override
        public Kind kind() {
            return Kind.LOADING;
        }

        @Override
        public String existingCollection() {
            return concrete;
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
