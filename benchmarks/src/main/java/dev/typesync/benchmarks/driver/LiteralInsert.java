package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Five INSERTs with their values in the text, in one transaction: each text is new, so no cache of plans helps. */
final class LiteralInsert implements Workload {
    private static final int ROWS = 5;

    @Override
    public String name() {
        return "transaction of five literal INSERTs";
    }

    @Override
    public int capturedRows() {
        return ROWS;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    @Override
    public void run(Connection connection, Keys keys, boolean floor) throws SQLException {
        for (int i = 0; i < ROWS; i++) {
            String sql = "insert into arrival (name, price, stock, description) values ('item number " + keys.value()
                    + "', " + keys.value() / 100.0 + ", " + keys.value() % 100 + ", 'words and more words')";
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(floor ? CaptureSql.rowByRow(sql, "arrival") : sql);
            }
        }
        connection.commit();
    }
}
