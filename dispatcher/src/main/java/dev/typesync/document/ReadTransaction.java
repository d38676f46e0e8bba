package dev.typesync.document;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A separate transaction for reading rows, with the {@link ReadSettings}: it has a new snapshot. */
final class ReadTransaction implements AutoCloseable {
    private final Connection connection;

    /** @throws IllegalStateException if the connection has a transaction open, because its snapshot may be too old */
    ReadTransaction(Connection connection, List<String> searchPath) throws SQLException {
        requireNone(connection);
        this.connection = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level read committed; " + ReadSettings.sql(searchPath));
        } catch (SQLException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** @throws IllegalStateException if the connection has a transaction open, because its snapshot may be too old */
    static void requireNone(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException(
                    "rows must be read in a new transaction, but this connection already has one");
        }
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    private void closeAfter(Exception cause) {
        try {
            close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
