package dev.typesync.benchmarks.driver;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared INSERT of one row with a key from the database, in autocommit mode. */
final class PreparedInsert implements Workload {
    static final String SQL = "insert into arrival (name, price, stock, description) values (?, ?, ?, ?)";

    private static final String CAPTURE_SQL = CaptureSql.rowByRow(SQL, "arrival");
    private static final String CAPTURE_SQL_WITH_KEY = CaptureSql.returningKey(SQL, "arrival");
    private static final String[] KEY = {"id"};

    private final boolean key;

    /** @param key whether the application requests the key */
    PreparedInsert(boolean key) {
        this.key = key;
    }

    @Override
    public String name() {
        return key ? "prepared INSERT with generated keys, autocommit" : "prepared INSERT, autocommit";
    }

    @Override
    public int capturedRows() {
        return 1;
    }

    @Override
    public void run(Connection connection, Keys keys, boolean floor) throws SQLException {
        if (key) {
            returningKey(connection, keys, floor ? CAPTURE_SQL_WITH_KEY : SQL);
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(floor ? CAPTURE_SQL : SQL)) {
            bind(statement, 0, keys);
            statement.executeUpdate();
        }
    }

    private static void returningKey(Connection connection, Keys keys, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql, KEY)) {
            bind(statement, 0, keys);
            statement.executeUpdate();
            try (ResultSet row = statement.getGeneratedKeys()) {
                if (!row.next() || row.getLong(1) == 0) {
                    throw new SQLException("no generated key");
                }
            }
        }
    }

    /** Binds one row; its first parameter is {@code offset + 1}. */
    static void bind(PreparedStatement statement, int offset, Keys keys) throws SQLException {
        int value = keys.value();
        statement.setString(offset + 1, "item number " + value);
        statement.setBigDecimal(offset + 2, BigDecimal.valueOf(value, 2));
        statement.setInt(offset + 3, value % 100);
        statement.setString(offset + 4, "words and more words words and more words");
    }
}
