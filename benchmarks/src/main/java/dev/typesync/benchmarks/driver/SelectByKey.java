package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared SELECT of one row of a replicated table by its key. */
final class SelectByKey implements Workload {
    private static final String SQL = "select id, name, price, stock, changed from item where id = ?";

    @Override
    public String name() {
        return "SELECT by key";
    }

    @Override
    public int capturedRows() {
        return 0;
    }

    @Override
    public void run(Connection connection, Keys keys, boolean floor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setLong(1, keys.next());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                row.getLong(1);
                row.getString(2);
                row.getBigDecimal(3);
                row.getInt(4);
                row.getTimestamp(5);
            }
        }
    }
}
