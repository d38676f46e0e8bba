package dev.typesync.document;

import static java.util.stream.Collectors.joining;

import dev.typesync.outbox.SqlQuoting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A transaction of its own to read rows in: a snapshot taken now, and settings that do not depend on who connects, as
 * several of them show in a document. Row security is switched off, so that a role it would hide rows from gets an
 * error, not an empty result, which would delete documents.
 */
final class ReadTransaction implements AutoCloseable {
    private final Connection connection;

    /**
     * @throws IllegalStateException if the connection has a transaction open: its snapshot may be too old
     */
    ReadTransaction(Connection connection, List<String> searchPath) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("rows are read in a transaction of their own; this connection has one");
        }
        this.connection = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings(searchPath));
        } catch (SQLException | RuntimeException e) {
            end(e);
            throw e;
        }
    }

    private static String settings(List<String> searchPath) {
        String path = searchPath.stream().map(SqlQuoting::identifier).collect(joining(", "));
        return "set transaction isolation level read committed, read only;"
                + " set local datestyle = 'ISO, YMD';"
                + " set local intervalstyle = 'postgres';"
                + " set local timezone = 'UTC';"
                + " set local extra_float_digits = 1;"
                + " set local row_security = off;"
                + " set local jit = off;" // thousands of cheap expressions, each read once
                + " set local search_path = " + path;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    private void end(Exception cause) {
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
