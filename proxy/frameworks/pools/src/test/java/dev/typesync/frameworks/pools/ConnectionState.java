package dev.typesync.frameworks.pools;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What a pool restores of a connection before it lends it again. */
final class ConnectionState {
    private ConnectionState() {}

    /** Changes the state of the only connection, and reads it when it is lent again. */
    static List<Object> change(DataSource pool) throws SQLException {
        List<Object> seen = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            seen.addAll(read(connection));
            statement.executeUpdate("insert into books (title) values ('Emma')");
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setNetworkTimeout(Runnable::run, 60_000);
            connection.setAutoCommit(false);
            statement.execute("select 1");
        }
        try (Connection connection = pool.getConnection()) {
            seen.addAll(read(connection));
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
            seen.add(statement.executeUpdate("update books set pages = 1"));
        }
        return seen;
    }

    private static List<Object> read(Connection connection) throws SQLException {
        List<Object> state = new ArrayList<>(List.of(
                connection.getAutoCommit(),
                connection.isReadOnly(),
                connection.getTransactionIsolation(),
                connection.getNetworkTimeout(),
                connection.getHoldability(),
                connection.getSchema()));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('transaction_read_only')")) {
            row.next();
            state.add(row.getString(1));
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return state;
    }
}
