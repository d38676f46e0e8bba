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
 *
 * <p>The transaction is opened on purpose. Without it the settings would end with the message that they are sent in, and
 * pgjdbc decides where a message ends.
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
            statement.execute("set transaction isolation level read committed, read only; " + settings(searchPath));
        } catch (SQLException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** One statement for all settings: each statement costs the server and the driver as much as ten settings. */
    private static String settings(List<String> searchPath) {
        String path = searchPath.stream().map(SqlQuoting::identifier).collect(joining(", "));
        List<String> settings = List.of(
                setting("lock_timeout", "1s"), // a locked table delays only its own collections
                setting("statement_timeout", "8s"), // whatever the role has, and before the network timeout
                setting("datestyle", "ISO, YMD"),
                setting("intervalstyle", "postgres"),
                setting("timezone", "UTC"),
                setting("extra_float_digits", "1"),
                setting("row_security", "off"),
                setting("jit", "off"), // thousands of cheap expressions, each read once
                setting("search_path", path));
        return "select " + String.join(", ", settings);
    }

    private static String setting(String name, String value) {
        return "pg_catalog.set_config('" + name + "'::pg_catalog.text, " + SqlQuoting.literal(value)
                + "::pg_catalog.text, true)";
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
