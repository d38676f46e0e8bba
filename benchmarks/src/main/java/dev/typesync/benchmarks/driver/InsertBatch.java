package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A batch of 1,000 INSERTs with {@code reWriteBatchedInserts}. */
final class InsertBatch implements Workload {
    private static final int ROWS = 1000;
    private static final int MAX_ROWS_PER_STATEMENT = 128;
    private static final String[] NO_KEYS = {};
    private static final String[] KEYS = {"id"};

    private final boolean keys;
    private final boolean autocommit;

    InsertBatch(boolean keys, boolean autocommit) {
        this.keys = keys;
        this.autocommit = autocommit;
    }

    @Override
    public String name() {
        return "batch of 1,000 INSERTs, rewritten" + (keys ? ", generated keys" : "")
                + (autocommit ? ", autocommit" : ", in a transaction");
    }

    @Override
    public String urlParameters() {
        return "&reWriteBatchedInserts=true";
    }

    @Override
    public int capturedRows() {
        return ROWS;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(autocommit);
    }

    @Override
    public void run(Connection connection, Keys values, boolean floor) throws SQLException {
        if (!floor) {
            batch(connection, values, PreparedInsert.SQL);
        } else if (keys && autocommit) {
            batch(connection, values, CaptureSql.returningKey(PreparedInsert.SQL, "arrival"));
        } else if (keys) {
            writeKeys(connection, batch(connection, values, PreparedInsert.SQL));
        } else {
            chunks(connection, values);
        }
        if (!autocommit) {
            connection.commit();
        }
    }

    private List<String> batch(Connection connection, Keys values, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql, keys ? KEYS : NO_KEYS)) {
            for (int i = 0; i < ROWS; i++) {
                PreparedInsert.bind(statement, 0, values);
                statement.addBatch();
            }
            statement.executeBatch();
            return keys ? readKeys(statement) : List.of();
        }
    }

    private static List<String> readKeys(PreparedStatement statement) throws SQLException {
        List<String> found = new ArrayList<>(ROWS);
        try (ResultSet rows = statement.getGeneratedKeys()) {
            while (rows.next()) {
                found.add(Long.toString(rows.getLong(1)));
            }
        }
        if (found.size() != ROWS) {
            throw new SQLException(found.size() + " generated keys");
        }
        return found;
    }

    private static void writeKeys(Connection connection, List<String> written) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into typesync.outbox (tbl, op, keys) values (?, 'k', ?)")) {
            statement.setString(1, "public.arrival");
            statement.setArray(2, connection.createArrayOf("text", written.toArray()));
            statement.executeUpdate();
        }
    }

    /** Sends statements of several rows, as typesync does. They replace the statements that pgjdbc would rewrite. */
    private static void chunks(Connection connection, Keys values) throws SQLException {
        int left = ROWS;
        while (left > 0) {
            int rows = Integer.highestOneBit(Math.min(left, MAX_ROWS_PER_STATEMENT));
            chunk(connection, values, rows);
            left -= rows;
        }
    }

    private static void chunk(Connection connection, Keys values, int rows) throws SQLException {
        String sql = CaptureSql.allRows(PreparedInsert.SQL + ", (?, ?, ?, ?)".repeat(rows - 1), "arrival");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int row = 0; row < rows; row++) {
                PreparedInsert.bind(statement, row * 4, values);
            }
            statement.executeUpdate();
        }
    }
}
