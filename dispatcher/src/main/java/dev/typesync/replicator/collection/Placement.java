package dev.typesync.replicator.collection;

import org.jspecify.annotations.Nullable;

/** Where the documents of a collection are, or are to be. */
sealed interface Placement {
    /** They are complete in this concrete collection, and its alias points to it. */
    record Live(String concrete) implements Placement {}

    /**
     * They are being loaded into this concrete collection, which exists.
     *
     * @param afterKey the key that is loaded already; null: none is
     */
    record Loading(String concrete, @Nullable String afterKey, long loaded) implements Placement {}

    /** Nothing exists under its name yet. */
    record Nowhere() implements Placement {}

    /** The concrete collection that was recorded cannot be found. */
    record Missing(String concrete) implements Placement {}

    /** Something of its name exists that typesync did not make. */
    record Foreign(String reason) implements Placement {}
}
