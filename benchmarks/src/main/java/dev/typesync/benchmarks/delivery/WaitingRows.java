package dev.typesync.benchmarks.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows of the outbox, made as the driver makes them, but many in one transaction. */
final class WaitingRows {
    static final String OUTBOX = "typesync.outbox";

    private static final int TRANSACTION = 10_000;

    private WaitingRows() {}

    /**
     * Inserts rows without typesync, ten thousand in a transaction.
     *
     * @param keys an SQL expression for the array of keys; {@code n} is the number of the row, from 1
     */
    static void insert(Connection connection, String table, long rows, String keys) throws SQLException {
        String sql = "insert into " + OUTBOX + " (tbl, op, keys) select 'public." + table + "', 'k', " + keys
                + " from generate_series(?::bigint, ?::bigint) n";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long first = 1; first <= rows; first += TRANSACTION) {
                statement.setLong(1, first);
                statement.setLong(2, Math.min(rows, first + TRANSACTION - 1));
                statement.executeUpdate();
            }
        }
    }

    /** Inserts a mark: the whole table is to be compared. */
    static void mark(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into " + OUTBOX + " (tbl, op, tag) values ('public." + table + "', 'm', 'benchmark')");
        }
    }

    static boolean areGone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select not exists (select from " + OUTBOX + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
