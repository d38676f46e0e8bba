package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** An UPDATE by key with literal values. The text is new each time, so a cache of plans has no effect. */
final class LiteralUpdate implements Workload {
    private final String name;
    private final int updates;

    private LiteralUpdate(String name, int updates) {
        this.name = name;
        this.updates = updates;
    }

    static Workload inAutocommit() {
        return new LiteralUpdate("literal UPDATE by key, autocommit", 1);
    }

    /** Five in one transaction. */
    static Workload inTransaction() {
        return new LiteralUpdate("transaction of five literal UPDATEs by key", 5);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int capturedRows() {
        return updates;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(updates == 1);
    }

    @Override
    public void run(Connection connection, Keys keys, boolean floor) throws SQLException {
        for (int i = 0; i < updates; i++) {
            String sql = "update item set price = " + keys.value() / 100.0 + ", name = 'item number " + keys.value()
                    + "', changed = now() where id = " + keys.next();
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(floor ? CaptureSql.rowByRow(sql, "item") : sql);
            }
        }
        if (updates > 1) {
            connection.commit();
        }
    }
}
