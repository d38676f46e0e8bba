package dev.typesync.outbox;

import org.jspecify.annotations.Nullable;

/**
 * The SQL by which writers put rows into the outbox, and the form of a mark's tag.
 *
 * <p>A row of kind {@value #KEYS} holds document keys of one table; one of kind {@value #MARK} says that the table
 * changed in a way that could not be attributed to rows. {@code xid} and {@code at} come from their defaults.
 */
public final class Outbox {
    /** Value of {@code op} in a row that holds keys. */
    public static final String KEYS = "k";

    /** Value of {@code op} in a mark. */
    public static final String MARK = "m";

    /** The most keys that a form which collects several rows puts into one outbox row. */
    public static final int MAX_KEYS = 1000;

    private static final String COLLECTION = " collection=";

    private final String table;

    /** @param schema unquoted name of the schema that holds the outbox */
    public Outbox(String schema) {
        this.table = new OutboxSchema(schema).table();
    }

    /** {@code insert into typesync.outbox (tbl, op, keys)}: what a form puts its SELECT or VALUES behind. */
    public String insertKeysInto() {
        return "insert into " + table + " (tbl, op, keys)";
    }

    /** {@code insert into typesync.outbox (tbl, op, tag)}: the same for a mark. */
    public String insertMarkInto() {
        return "insert into " + table + " (tbl, op, tag)";
    }

    /** One row of keys; parameters: the table as {@link TableId#quoted()}, the keys as text[]. */
    public String insertKeys() {
        return insertKeysInto() + " values (?, 'k', ?)";
    }

    /** One mark; parameters: the table as {@link TableId#quoted()}, the tag. */
    public String insertMark() {
        return insertMarkInto() + " values (?, 'm', ?)";
    }

    /**
     * The tag of a mark.
     *
     * @param cause a few words without {@code collection=}, the same for all marks of one cause: they are counted by it
     * @param collection the only collection that is meant; null: all that the table concerns
     */
    public static String tag(String cause, @Nullable String collection) {
        return collection == null ? cause : cause + COLLECTION + collection;
    }

    /** The cause in a mark's tag. */
    public static String causeOf(@Nullable String tag) {
        if (tag == null) {
            return "unknown";
        }
        int at = tag.indexOf(COLLECTION);
        return at < 0 ? tag : tag.substring(0, at);
    }

    /** The only collection that a mark with this tag means, or null. */
    public static @Nullable String collectionOf(@Nullable String tag) {
        int at = tag == null ? -1 : tag.indexOf(COLLECTION);
        return tag == null || at < 0 ? null : tag.substring(at + COLLECTION.length());
    }
}
