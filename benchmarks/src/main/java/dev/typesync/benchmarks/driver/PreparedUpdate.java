package dev.typesync.benchmarks.driver;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A prepared UPDATE of one row by its key, in autocommit mode. */
final class PreparedUpdate implements Workload {
    private final String name;
    private final String table;
    private final boolean captured;
    private final int updates;
    private final String plain;
    private final String captureSql;

    private PreparedUpdate(String name, String table, boolean captured, int updates) {
        this.name = name;
        this.table = table;
        this.captured = captured;
        this.updates = updates;
        this.plain = "update " + table + " set price = ?, stock = ?, changed = now() where id = ?";
        this.captureSql = CaptureSql.rowByRow(plain, table);
    }

    static Workload byKey() {
        return new PreparedUpdate("prepared UPDATE by key, autocommit", "item", true, 1);
    }

    /** An UPDATE of a table that is not replicated. */
    static Workload unrelated() {
        return new PreparedUpdate("unrelated UPDATE by key, autocommit", "visit", false, 1);
    }

    /** Five UPDATEs in one transaction. */
    static Workload transactionOfFive() {
        return new PreparedUpdate("transaction of five UPDATEs by key", "item", true, 5);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int capturedRows() {
        return captured ? updates : 0;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(updates == 1);
    }

    @Override
    public void run(Connection connection, Keys keys, boolean floor) throws SQLException {
        for (int i = 0; i < updates; i++) {
            try (PreparedStatement statement = connection.prepareStatement(floor ? captureSql : plain)) {
                statement.setBigDecimal(1, BigDecimal.valueOf(keys.value(), 2));
                statement.setInt(2, keys.value());
                statement.setLong(3, keys.next());
                if (statement.executeUpdate() != 1) {
                    throw new SQLException("no row of " + table + " was updated");
                }
            }
        }
        if (updates > 1) {
            connection.commit();
        }
    }
}
