package dev.typesync.replicator.status;

import java.util.Locale;

/** What a collection is doing. */
public enum CollectionState {
    /** Its documents follow the rows. */
    LIVE,
    /** It is being created and loaded, or looked up; live changes go on beside it. */
    LOADING,
    /** Its table is missing or cannot be replicated yet; the reason names the remedy. */
    WAITING,
    /** A collection or alias of its name was not made by typesync and is left alone. */
    FOREIGN,
    /** Typesense refuses it, or its rows cannot be read: its changes wait as one mark. */
    SUSPENDED;

    /** As the database and the command line show it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static CollectionState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
