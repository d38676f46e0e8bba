package dev.typesync.cli;

import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks the database for the doctor, except for the tables of collections. */
final class DatabaseCheck {
    private static final String SUBJECT = "database";
    private static final int MINIMUM_VERSION = 14;

    private DatabaseCheck() {}

    /**
     * Returns whether the collections can be checked.
     *
     * @param schema schema of typesync's objects; null if none are needed
     */
    static boolean run(Connection connection, @Nullable String schema, Consumer<Finding> found) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        if (connection.getMetaData().getDatabaseMajorVersion() < MINIMUM_VERSION) {
            found.accept(Finding.action(
                    SUBJECT, "PostgreSQL " + version + " is older than " + MINIMUM_VERSION, "upgrade the server"));
            return false;
        }
        String role = queryValue(connection, "select current_user");
        found.accept(Finding.ok(SUBJECT, "PostgreSQL " + version + ", role " + role));
        if (queryValue(connection, "select pg_catalog.pg_is_in_recovery()").equals("t")) {
            found.accept(Finding.action(
                    SUBJECT, "this server is a standby, but typesync needs the primary", "use the URL of the primary"));
            return false;
        }
        if (schema != null) {
            checkObjects(connection, new OutboxSchema(schema), role, found);
        }
        return true;
    }

    private static void checkObjects(Connection connection, OutboxSchema schema, String role, Consumer<Finding> found)
            throws SQLException {
        try {
            schema.checkReplicator(connection);
            found.accept(Finding.ok(
                    SUBJECT,
                    "the objects in schema " + schema.schema() + " exist, and role " + role + " may replicate"));
        } catch (OutboxRightsException e) {
            found.accept(Finding.action(SUBJECT, String.valueOf(e.getMessage()), null));
        }
    }

    private static String queryValue(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
