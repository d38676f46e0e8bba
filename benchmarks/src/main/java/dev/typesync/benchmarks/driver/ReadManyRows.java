package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A read of 10,000 rows with six columns, fetched in one piece. */
final class ReadManyRows implements Workload {
    private static final String SQL = "select id, name, price, stock, description, changed from reading";

    @Override
    public String name() {
        return "read of 10,000 rows";
    }

    @Override
    public int capturedRows() {
        return 0;
    }

    @Override
    public void run(Connection connection, Keys keys, boolean floor) throws SQLException {
        int count = 0;
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                rows.getLong(1);
                rows.getString(2);
                rows.getString(3);
                rows.getInt("stock");
                rows.getString("description");
                rows.getString(6);
                count++;
            }
        }
        if (count != Schema.READING_ROWS) {
            throw new SQLException(count + " rows were read");
        }
    }
}
