package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** UPDATE by key whose values are in the text, which is another one each time: no cache of plans helps. */
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
