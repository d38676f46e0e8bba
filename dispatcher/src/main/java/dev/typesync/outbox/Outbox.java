package dev.typesync.outbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that writes rows into the outbox, and the format of a mark's tag.
 *
 * <p>A row of kind {@value #KEYS} holds document keys of one table. A row of kind {@value #MARK} is a mark: the table
 * is marked for comparison, because the changed rows are not known. {@code xid} and {@code at} have defaults.
 */
public final class Outbox {
    /** Value of {@code op} in a row that holds keys. */
    public static final String KEYS = "k";

    /** Value of {@code op} in a mark. */
    public static final String MARK = "m";

    /** The cause of a mark for DDL: the definition of the table may have changed. */
    public static final String DDL = "ddl";

    /** The largest number of keys in one outbox row, for statements that collect the keys of several rows. */
    public static final int MAX_KEYS = 1000;

    /**
     * The largest size in bytes of the keys of one outbox row, as PostgreSQL holds an array before it is compressed. A
     * btree of PostgreSQL, and so a primary key, holds at most 2,704 bytes after compression. A text that long has at
     * most 690,000 bytes before.
     */
    public static final int MAX_ROW_BYTES = 4 * 1024 * 1024;

    /**
     * The largest number of bytes of a table's name and of a tag. Two quoted names have at most 257, and 1,025 on a
     * server that was built for names of 255 bytes.
     */
    static final int MAX_NAME_BYTES = 2000;

    /** What PostgreSQL adds to an array of one dimension, and at most to each text in it. */
    private static final int ARRAY_BYTES = 24;

    private static final int ELEMENT_BYTES = 8;

    private static final String COLLECTION = " collection=";

    private final String table;

    /** @param schema unquoted name of the schema that holds the outbox */
    public Outbox(String schema) {
        this.table = new OutboxSchema(schema).table();
    }

    /** {@code insert into typesync.outbox (tbl, op, keys)}: the caller appends a SELECT or VALUES. */
    public String insertKeysInto() {
        return "insert into " + table + " (tbl, op, keys)";
    }

    /** {@code insert into typesync.outbox (tbl, op, tag)}: the same for marks. */
    public String insertMarkInto() {
        return "insert into " + table + " (tbl, op, tag)";
    }

    /** Inserts one row of keys. Parameters: the table as {@link TableId#quoted()}, the keys as text[]. */
    public String insertKeys() {
        return insertKeysInto() + " values (?, 'k', ?)";
    }

    /** Inserts one mark. Parameters: the table as {@link TableId#quoted()}, the tag. */
    public String insertMark() {
        return insertMarkInto() + " values (?, 'm', ?)";
    }

    /**
     * Cuts keys into parts that fit into one row each. A part of one key may be larger than a row.
     *
     * @return views of {@code keys}
     */
    public static List<List<String>> rows(List<String> keys) {
        List<List<String>> rows = new ArrayList<>();
        int from = 0;
        long bytes = ARRAY_BYTES;
        for (int i = 0; i < keys.size(); i++) {
            if (i > from && (i - from == MAX_KEYS || bytes + bytes(keys.get(i)) > MAX_ROW_BYTES)) {
                rows.add(keys.subList(from, i));
                from = i;
                bytes = ARRAY_BYTES;
            }
            bytes += bytes(keys.get(i));
        }
        if (from < keys.size()) {
            rows.add(keys.subList(from, keys.size()));
        }
        return rows;
    }

    /** Whether the outbox takes these keys in one row, whatever the encoding of the database is. */
    public static boolean fitsIntoRow(List<String> keys) {
        return keys.size() <= MAX_KEYS
                && ARRAY_BYTES + keys.stream().mapToLong(Outbox::bytes).sum() <= MAX_ROW_BYTES;
    }

    /** At most, in any encoding. */
    private static long bytes(String key) {
        return ELEMENT_BYTES + 4L * key.length();
    }

    /**
     * The tag of a mark.
     *
     * @param cause a few words without {@code collection=}, equal for all marks of one cause, because they are counted
     *     by it
     * @param collection the only collection that the mark concerns; null: all collections of the table
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

    /** The only collection that a mark with this tag concerns, or null. */
    public static @Nullable String collectionOf(@Nullable String tag) {
        int at = tag == null ? -1 : tag.indexOf(COLLECTION);
        return tag == null || at < 0 ? null : tag.substring(at + COLLECTION.length());
    }
}
