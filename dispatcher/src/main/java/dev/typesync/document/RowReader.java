package dev.typesync.document;

import dev.typesync.outbox.KeyText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as they are now and makes documents of them. Thread-safe; a connection serves one call at a time. Every
 * call is a transaction of its own, so the connection must be in autocommit, and is left so.
 */
public final class RowReader {
    /** Rows that pgjdbc holds at a time: some of them can be large. */
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
     * The rows of these keys, in no particular order.
     *
     * @param keys key texts as the outbox holds them
     * @throws SQLException of SQLState class 22 if a key's text does not cast to the column's type (it may be another
     *     type now): the call fails as a whole, so the caller halves the batch until the key is alone
     */
    public RowReading read(Connection connection, List<String> keys) throws SQLException {
        RowCollector found = new RowCollector();
        List<String> missing = read(connection, keys, found);
        return found.rows(missing);
    }

    /**
     * The same row by row, where documents need not be held: a comparison wants their hashes only.
     *
     * @return the ids that are missing, as in {@link RowReading#missing}
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
                return hand(rows, sink);
            }
        }
    }

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
            statement.setArray(part + 1, statement.getConnection().createArrayOf("text", columns[part]));
        }
    }

    private List<String> hand(ResultSet rows, DocumentSink sink) throws SQLException {
        DocumentWriter writer = new DocumentWriter(mapping, valueLossCounter);
        Set<String> asked = new LinkedHashSet<>();
        Set<String> found = new HashSet<>();
        while (rows.next()) {
            asked.add(rows.getString(1));
            String id = rows.getString(2);
            if (id != null && found.add(id)) {
                hand(id, rows, 3, writer, sink);
            }
        }
        asked.removeAll(found);
        asked.remove(""); // Typesense has no document with an empty id, so there is none to delete
        return List.copyOf(asked);
    }

    /**
     * All rows in key order, streamed, behind {@code afterKey} if it is given.
     *
     * @param afterKey a key text as the outbox holds it, or a document's id
     * @param fetchSize how many rows are held in memory
     */
    public void readAll(Connection connection, @Nullable String afterKey, int fetchSize, DocumentSink sink)
            throws SQLException {
        DocumentWriter writer = new DocumentWriter(mapping, valueLossCounter);
        try (ReadTransaction transaction = new ReadTransaction(connection, mapping.searchPath());
                PreparedStatement statement = transaction.prepare(sql.all(afterKey != null))) {
            statement.setFetchSize(fetchSize);
            bindAfter(statement, afterKey);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    hand(rows.getString(1), rows, 2, writer, sink);
                }
            }
        }
    }

    /**
     * The next keys in key order, as the outbox would hold them; fewer than {@code limit} at the end of the table.
     *
     * @param afterKey where to begin, exclusive; null: at the first key
     */
    public List<String> keysAfter(Connection connection, @Nullable String afterKey, int limit) throws SQLException {
        try (ReadTransaction transaction = new ReadTransaction(connection, mapping.searchPath());
                PreparedStatement statement = transaction.prepare(sql.keys(afterKey != null))) {
            statement.setInt(1 + bindAfter(statement, afterKey), limit);
            List<String> keys = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        }
    }

    /** What documents could not hold of their rows, since this reader was made. */
    public ValueLossCounter losses() {
        return valueLossCounter;
    }

    private int bindAfter(PreparedStatement statement, @Nullable String afterKey) throws SQLException {
        if (afterKey == null) {
            return 0;
        }
        int parameter = 0;
        for (String part : split(afterKey)) {
            statement.setString(++parameter, part);
        }
        return parameter;
    }

    /** A key text of another shape, say written before the key got a second column, fails as one that does not cast. */
    private List<String> split(String key) throws SQLException {
        try {
            return KeyText.split(key, mapping.key().size());
        } catch (IllegalArgumentException e) {
            throw new SQLException("a key of " + mapping.table() + ": " + e.getMessage(), "22023", e);
        }
    }

    private static void hand(String id, ResultSet row, int firstField, DocumentWriter writer, DocumentSink sink)
            throws SQLException {
        try {
            sink.document(writer.write(id, row, firstField));
        } catch (UnfitValueException e) {
            sink.rejected(new RejectedRow(id, e.reason()));
        }
    }
}
