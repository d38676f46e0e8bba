package dev.typesync.source;

import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.TableId;
import dev.typesync.source.OutboxRow.Unreadable.Kind;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Makes sense of one row of the outbox. Every role may insert rows, so a row may hold any values that its columns can
 * hold. No value fails the statement, and no value makes it send much: what is too large stays in the database.
 */
final class OutboxRowReader {
    /** Rows with more keys are not read; typesync itself writes at most {@value Outbox#MAX_KEYS}. */
    static final int MAX_KEYS = 10_000;

    /** Rows with larger keys are not read. */
    static final int MAX_KEY_BYTES = 4 * 1024 * 1024;

    /** Compressed keys above this size are not even decompressed, because they may be 255 times as large. */
    private static final int MAX_COMPRESSED_BYTES = 1024 * 1024;

    private static final int MAX_NAME_BYTES = 2000; // more than two names in quotes
    private static final int MAX_TAG_BYTES = 2000;

    /** The size of the keys in bytes if they are read, otherwise 0; null does not occur. */
    static final String KEY_BYTES =
            "coalesce(case when op OPERATOR(pg_catalog.<>) 'k' or pg_catalog.pg_column_size(keys)"
                    + " OPERATOR(pg_catalog.>) " + MAX_KEY_BYTES
                    + " then 0 when pg_catalog.pg_column_compression(keys) is null"
                    + " then pg_catalog.pg_column_size(keys) when pg_catalog.pg_column_size(keys) OPERATOR(pg_catalog.>) "
                    + MAX_COMPRESSED_BYTES
                    + " then 0 else pg_catalog.octet_length(pg_catalog.array_send(keys)) end, 0)";

    /** The columns after the place and the identity. The code of op is sent, because its text may be no text at all. */
    static final String COLUMNS = "pg_catalog.int4(op), " + shortOnly("tbl", MAX_NAME_BYTES) + ", "
            + shortOnly("tag", MAX_TAG_BYTES) + ", tag is null, keys is null,"
            + " case when bytes OPERATOR(pg_catalog.=) 0 or bytes OPERATOR(pg_catalog.>) " + MAX_KEY_BYTES
            + " then null when pg_catalog.cardinality(keys) OPERATOR(pg_catalog.<=) " + MAX_KEYS + " then keys end,"
            + " not (at OPERATOR(pg_catalog.>) (pg_catalog.now() OPERATOR(pg_catalog.-) '1 day'::pg_catalog.interval)"
            + " and at OPERATOR(pg_catalog.<) (pg_catalog.now() OPERATOR(pg_catalog.+) '1 day'::pg_catalog.interval))";

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private OutboxRowReader() {}

    private static String shortOnly(String column, int maxBytes) {
        return "case when pg_catalog.octet_length(" + column + ") OPERATOR(pg_catalog.<=) " + maxBytes + " then "
                + column + " end";
    }

    /** The text that identifies the row in its place. */
    static String identity(OutboxRow.Id id) {
        return String.format("%016x%016x", id.xid(), id.at());
    }

    /** Reads the present row of the result, whose columns from the fourth on are the identity and {@link #COLUMNS}. */
    static OutboxRow row(long place, ResultSet row) throws SQLException {
        String identity = row.getString(4);
        OutboxRow.Id id = new OutboxRow.Id(
                place, Long.parseUnsignedLong(identity, 0, 16, 16), Long.parseUnsignedLong(identity, 16, 32, 16));
        return new OutboxRow(id, content(row, at(id.at())));
    }

    private static OutboxRow.Content content(ResultSet row, Instant at) throws SQLException {
        TableId table;
        String name = row.getString(6);
        try {
            table = TableId.parse(name == null ? "" : name);
        } catch (IllegalArgumentException malformed) {
            return new OutboxRow.Unreadable(Kind.TABLE, Printable.of(name), true);
        }
        char operation = (char) row.getInt(5);
        if (operation == Outbox.KEYS.charAt(0)) {
            return keys(row, table, at);
        }
        if (operation == Outbox.MARK.charAt(0)) {
            return mark(row, table, at);
        }
        return new OutboxRow.Unreadable(Kind.OPERATION, "code " + row.getInt(5), row.getBoolean(11));
    }

    /** Keys that are too large to be read may be the keys of rows, so a comparison of the table replaces them. */
    private static OutboxRow.Content keys(ResultSet row, TableId table, Instant at) throws SQLException {
        if (row.getBoolean(9)) {
            return new OutboxRow.Parsed(new Change.Keys(table, List.of(), at));
        }
        Array array = row.getArray(10);
        if (array == null) {
            return new OutboxRow.Parsed(new Change.Mark(table, at, "large keys", null));
        }
        if (!(array.getArray() instanceof String[] keys)) {
            return new OutboxRow.Unreadable(Kind.KEYS, "", true);
        }
        // a key is never NULL; a NULL element would identify no row
        List<String> present = Arrays.stream(keys).filter(Objects::nonNull).toList();
        return new OutboxRow.Parsed(new Change.Keys(table, present, at));
    }

    private static OutboxRow.Content mark(ResultSet row, TableId table, Instant at) throws SQLException {
        String tag = row.getString(7);
        if (tag == null && !row.getBoolean(8)) {
            return new OutboxRow.Parsed(new Change.Mark(table, at, "unreadable tag", null));
        }
        return new OutboxRow.Parsed(
                new Change.Mark(table, at, Printable.of(Outbox.causeOf(tag)), Outbox.collectionOf(tag)));
    }

    /** An infinite time, which another role can write, becomes the largest or smallest one that there is. */
    private static Instant at(long micros) {
        return EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
