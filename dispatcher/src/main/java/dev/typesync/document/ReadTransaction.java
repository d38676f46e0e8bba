package dev.typesync.document;

import static java.util.stream.Collectors.joining;

import dev.typesync.outbox.SqlQuoting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A separate transaction for reading rows: it has a new snapshot, and settings that do not depend on the session,
 * because several settings are visible in a document. Row security is off: a role that cannot see all rows gets an
 * error. An empty result would delete documents.
 */
final class ReadTransaction implements AutoCloseable {
    private final Connection connection;

    /** @throws IllegalStateException if the connection has a transaction open, because its snapshot may be too old */
    ReadTransaction(Connection connection, List<String> searchPath) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException(
                    "rows must be read in a new transaction, but this connection already has one");
        }
        this.connection = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings(searchPath));
        } catch (SQLException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    private static String settings(List<String> searchPath) {
        String path = searchPath.stream().map(SqlQuoting::identifier).collect(joining(", "));
        return "set transaction isolation level read committed, read only;"
                + " set local lock_timeout = '1s';" // a locked table delays only its own collections
                + " set local statement_timeout = '8s';" // whatever the role has, and before the network timeout
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
