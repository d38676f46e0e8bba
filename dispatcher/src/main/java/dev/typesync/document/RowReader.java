package dev.typesync.document;

import dev.typesync.outbox.KeyText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the current rows and makes documents of them. Thread-safe; one call at a time may use a connection. Every call
 * is a separate transaction: the connection must be in autocommit mode and is left in it.
 */
public final class RowReader {
    /** The number of rows of the first fetch, whose sizes are not known. The server reads them before it can stop. */
    private static final int FIRST_FETCH = 50;

    private static final int LARGEST_FETCH = 1000;

    /** The text of the keys of one statement, in chars. A single longer key has a statement of its own. */
    private static final int MAX_KEY_CHARS = 1024 * 1024;

    private final CollectionMapping mapping;
    private final RowSql sql;
    private final ValueLossCounter valueLossCounter;
    private final String byKeys;

    /** The version of PostgreSQL whose {@code pg_input_is_valid} is the first. */
    private static final int FIRST_WITH_INPUT_CHECK = 16;

    public RowReader(CollectionMapping mapping) {
        this.mapping = mapping;
        this.sql = new RowSql(mapping);
        this.valueLossCounter = new ValueLossCounter(mapping.name());
        this.byKeys = sql.byKeys();
    }

    /** Reads the rows of these keys, however large they are together. */
    public RowReadResult read(Connection connection, List<String> keys) throws SQLException {
        return read(connection, keys, Long.MAX_VALUE);
    }

    /**
     * Reads the rows of these keys, in no particular order, and stops when their documents have {@code maxBytes}. The
     * first document may be larger. A row or a document of more than {@value Utf8Limit#MAX_DOCUMENT_BYTES} bytes is
     * rejected, and the server does not send it. So a call needs a bounded amount of memory.
     *
     * @param keys key texts as the outbox holds them
     * @throws SQLException with SQLState class 22 if a key does not cast to the type of the column, which may have
     *     changed since. The whole call fails, so the caller halves the batch until the key is alone, and asks
     *     {@link #isKey}.
     */
    public RowReadResult read(Connection connection, List<String> keys, long maxBytes) throws SQLException {
        RowCollector collector = new RowCollector(new DocumentWriter(mapping, valueLossCounter), maxBytes);
        if (keys.isEmpty()) {
            return collector.result(keys);
        }
        try (ReadTransaction transaction = new ReadTransaction(connection, mapping.searchPath());
                PreparedStatement statement = transaction.prepare(byKeys)) {
            statement.setFetchSize(FIRST_FETCH);
            statement.setLong(1, maxBytes);
            bindKeys(statement, 2, keys.subList(0, fittingKeys(keys)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && collector.add(rows)) {
                    rows.setFetchSize(Math.min(LARGEST_FETCH, Math.max(1, collector.rowsOf(maxBytes))));
                }
            }
        }
        return collector.result(keys);
    }

    /** How many of the keys, from the first on, fit into one statement; at least one. */
    private static int fittingKeys(List<String> keys) {
        long chars = 0;
        int count = 0;
        while (count < keys.size() && (count == 0 || chars + keys.get(count).length() <= MAX_KEY_CHARS)) {
            chars += keys.get(count).length();
            count++;
        }
        return count;
    }

    /**
     * Whether the text has as many parts as the key, and each part casts to the type of its column.
     *
     * @throws SQLException with another SQLState than class 22 if that cannot be said
     */
    public boolean isKey(Connection connection, String key) throws SQLException {
        try (ReadTransaction transaction = new ReadTransaction(connection, mapping.searchPath());
                PreparedStatement statement = transaction.prepare(sql.requestedIds())) {
            bindKeys(statement, 1, List.of(key));
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state != null && state.startsWith("22")) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Those of the texts that certainly are no keys of the table, because they have another number of parts or do not
     * cast. PostgreSQL 16 and later can say that for many texts without an error; not for types whose input raises one.
     * For earlier servers only integers and UUIDs are checked.
     */
    public List<String> foreignAmong(Connection connection, List<String> keys) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < FIRST_WITH_INPUT_CHECK) {
            return keys.stream()
                    .filter(key -> !hasParts(key) || KeySyntax.excludes(mapping.key(), key))
                    .toList();
        }
        List<String> foreign = new ArrayList<>();
        List<String> split = new ArrayList<>();
        keys.forEach(key -> (hasParts(key) ? split : foreign).add(key));
        try (ReadTransaction transaction = new ReadTransaction(connection, mapping.searchPath());
                PreparedStatement statement = transaction.prepare(sql.invalidKeys())) {
            bindKeys(statement, 1, split);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    foreign.add(split.get(row.getInt(1) - 1));
                }
            }
            return foreign;
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state != null && state.startsWith("22")) {
                return List.of();
            }
            throw e;
        }
    }

    private boolean hasParts(String key) {
        try {
            return KeyText.split(key, mapping.key().size()).size()
                    == mapping.key().size();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Without a type of their own the texts go to the input function of the key's type, and through no cast. */
    private void bindKeys(PreparedStatement statement, int firstParameter, List<String> keys) throws SQLException {
        int parts = mapping.key().size();
        String[][] columns = new String[parts][keys.size()];
        for (int row = 0; row < keys.size(); row++) {
            List<String> key = split(keys.get(row));
            for (int part = 0; part < parts; part++) {
                columns[part][row] = key.get(part);
            }
        }
        for (int part = 0; part < parts; part++) {
            statement.setObject(firstParameter + part, ArrayLiteral.of(columns[part]), Types.OTHER);
        }
    }

    /**
     * Streams all rows in key order, or those after {@code afterKey}.
     *
     * @param afterKey a key text as the outbox holds it, or a document's id
     * @param fetchSize how many rows are in memory at a time
     */
    public void readAll(Connection connection, @Nullable String afterKey, int fetchSize, DocumentSink sink)
            throws SQLException {
        DocumentWriter writer = new DocumentWriter(mapping, valueLossCounter);
        try (ReadTransaction transaction = new ReadTransaction(connection, mapping.searchPath());
                PreparedStatement statement = transaction.prepare(sql.all(afterKey != null))) {
            statement.setFetchSize(fetchSize);
            bindAfterKey(statement, afterKey);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    emit(rows.getString(1), rows, 2, writer, sink);
                }
            }
        }
    }

    /**
     * The next keys in key order, in the form of the outbox.
     *
     * @param afterKey the key to start after; null: start at the first key
     * @param limit the largest number of rows to look at, also of those that do not meet the condition of the
     *     collection. Very long keys end the range earlier.
     */
    public KeyRange keysAfter(Connection connection, @Nullable String afterKey, int limit) throws SQLException {
        try (ReadTransaction transaction = new ReadTransaction(connection, mapping.searchPath());
                PreparedStatement statement = transaction.prepare(sql.keys(afterKey != null))) {
            statement.setFetchSize(FIRST_FETCH);
            statement.setInt(1 + bindAfterKey(statement, afterKey), limit);
            try (ResultSet rows = statement.executeQuery()) {
                return range(rows, limit);
            }
        }
    }

    private static KeyRange range(ResultSet rows, int limit) throws SQLException {
        List<String> keys = new ArrayList<>();
        long chars = 0;
        int count = 0;
        String upTo = null;
        while (chars < MAX_KEY_CHARS && rows.next()) {
            upTo = rows.getString(1);
            count++;
            chars += upTo.length();
            if (rows.getBoolean(2)) {
                keys.add(upTo);
            }
            if (count == FIRST_FETCH && chars < MAX_KEY_CHARS / LARGEST_FETCH * FIRST_FETCH) {
                rows.setFetchSize(LARGEST_FETCH);
            }
        }
        boolean atEnd = count < limit && chars < MAX_KEY_CHARS;
        return new KeyRange(keys, atEnd ? null : upTo);
    }

    /** Counts the values that documents hold only in part, since this reader was created. */
    ValueLossCounter valueLosses() {
        return valueLossCounter;
    }

    private int bindAfterKey(PreparedStatement statement, @Nullable String afterKey) throws SQLException {
        if (afterKey == null) {
            return 0;
        }
        int parameter = 0;
        for (String part : split(afterKey)) {
            statement.setObject(++parameter, part, Types.OTHER);
        }
        return parameter;
    }

    /**
     * A key text with another number of parts fails like one that does not cast, for example if it was written before
     * the key got a second column.
     */
    private List<String> split(String key) throws SQLException {
        try {
            return KeyText.split(key, mapping.key().size());
        } catch (IllegalArgumentException e) {
            throw new SQLException("a key of " + mapping.table() + ": " + e.getMessage(), "22023", e);
        }
    }

    private static void emit(String id, ResultSet row, int firstField, DocumentWriter writer, DocumentSink sink)
            throws SQLException {
        try {
            sink.document(writer.write(id, row, firstField));
        } catch (UnfitValueException e) {
            sink.rejected(new RejectedRow(id, e.reason()));
        }
    }
}
