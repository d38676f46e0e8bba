package dev.typesync.replicator.status;

import java.util.Locale;

/** What the replicator does with a collection. */
public enum CollectionState {
    /** The documents follow the rows. */
    LIVE,
    /** The collection is searched for, created or loaded. Changes are delivered during the load. */
    LOADING,
    /** The table is missing or cannot be replicated yet. The reason names the remedy. */
    WAITING,
    /** typesync did not make the collection or alias of this name, and does not change it. */
    FOREIGN,
    /** Typesense refuses the writes, or the rows cannot be read. One mark replaces the changes. */
    SUSPENDED;

    /** The word that the database and the command line use. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state for a word of the database. */
    public static CollectionState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
