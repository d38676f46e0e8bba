package dev.typesync.document;

import dev.typesync.outbox.KeyText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the current rows and makes documents of them. Thread-safe; one call at a time may use a connection. Every call
 * is a separate transaction: the connection must be in autocommit mode and is left in it.
 */
public final class RowReader {
    /** The number of rows that pgjdbc holds at a time. It is small because some rows are large. */
    private static final int BATCH_FETCH_SIZE = 250;

    private final CollectionMapping mapping;
    private final RowSql sql;
    private final ValueLossCounter valueLossCounter;

    public RowReader(CollectionMapping mapping) {
        this.mapping = mapping;
        this.sql = new RowSql(mapping);
        this.valueLossCounter = new ValueLossCounter(mapping.name());
    }

    /**
     * Reads the rows of these keys, in no particular order.
     *
     * @param keys key texts as the outbox holds them
     * @throws SQLException with SQLState class 22 if a key does not cast to the type of the column, which may have
     *     changed since. The whole call fails, so the caller halves the batch until the key is alone, and asks
     *     {@link #isKey}.
     */
    public RowReadResult read(Connection connection, List<String> keys) throws SQLException {
        RowCollector found = new RowCollector();
        List<String> missing = read(connection, keys, found);
        return found.result(missing);
    }

    /**
     * Like {@link #read(Connection, List)}, but passes the rows to a sink one by one. A comparison needs only the
     * hashes, so it does not hold the documents.
     *
     * @return the missing ids, as in {@link RowReadResult#missing}
     */
    public List<String> read(Connection connection, List<String> keys, DocumentSink sink) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        try (ReadTransaction transaction = new ReadTransaction(connection, mapping.searchPath());
                PreparedStatement statement = transaction.prepare(sql.byKeys())) {
            statement.setFetchSize(BATCH_FETCH_SIZE);
            bindKeys(statement, keys);
            try (ResultSet rows = statement.executeQuery()) {
                return emit(rows, sink);
            }
        }
    }

    /**
     * Whether the text has as many parts as the key, and each part casts to the type of its column.
     *
     * @throws SQLException with another SQLState than class 22 if that cannot be said
     */
    public boolean isKey(Connection connection, String key) throws SQLException {
        try (ReadTransaction transaction = new ReadTransaction(connection, mapping.searchPath());
                PreparedStatement statement = transaction.prepare(sql.requestedIds())) {
            bindKeys(statement, List.of(key));
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

    /** Without a type of their own the texts go to the input function of the key's type, and through no cast. */
    private void bindKeys(PreparedStatement statement, List<String> keys) throws SQLException {
        int parts = mapping.key().size();
        String[][] columns = new String[parts][keys.size()];
        for (int row = 0; row < keys.size(); row++) {
            List<String> key = split(keys.get(row));
            for (int part = 0; part < parts; part++) {
                columns[part][row] = key.get(part);
            }
        }
        for (int part = 0; part < parts; part++) {
            statement.setObject(part + 1, ArrayLiteral.of(columns[part]), Types.OTHER);
        }
    }

    private List<String> emit(ResultSet rows, DocumentSink sink) throws SQLException {
        DocumentWriter writer = new DocumentWriter(mapping, valueLossCounter);
        Set<String> requested = new LinkedHashSet<>();
        Set<String> found = new HashSet<>();
        while (rows.next()) {
            requested.add(rows.getString(1));
            String id = rows.getString(2);
            if (id != null && found.add(id)) {
                emit(id, rows, 3, writer, sink);
            }
        }
        requested.removeAll(found);
        requested.remove(""); // Typesense has no document with an empty id, so there is none to delete
        return List.copyOf(requested);
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
     * The next keys in key order, in the form of the outbox. Fewer than {@code limit} keys mean the end of the table.
     *
     * @param afterKey the key to start after; null: start at the first key
     */
    public List<String> keysAfter(Connection connection, @Nullable String afterKey, int limit) throws SQLException {
        try (ReadTransaction transaction = new ReadTransaction(connection, mapping.searchPath());
                PreparedStatement statement = transaction.prepare(sql.keys(afterKey != null))) {
            statement.setInt(1 + bindAfterKey(statement, afterKey), limit);
            List<String> keys = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        }
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
