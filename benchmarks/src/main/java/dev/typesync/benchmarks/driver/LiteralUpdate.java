package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** An UPDATE by key with literal values. The text is new each time, so a cache of plans has no effect. */
final class LiteralUpdate implements Workload {
    @Override
    public String name() {
        return "literal UPDATE by key, autocommit";
    }

    @Override
    public int capturedRows() {
        return 1;
    }

    @Override
    public void run(Connection connection, Keys keys, boolean floor) throws SQLException {
        String sql = "update item set price = " + keys.value() / 100.0 + ", name = 'item number " + keys.value()
                + "', changed = now() where id = " + keys.next();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(floor ? CaptureSql.rowByRow(sql, "item") : sql);
        }
    }
}
