package dev.typesync.cli;

import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the doctor looks for in the database, apart from the collections' tables. */
final class DatabaseCheck {
    private static final String SUBJECT = "database";
    private static final int OLDEST_VERSION = 14;

    private DatabaseCheck() {}

    /**
     * Tells whether the rest can be looked at.
     *
     * @param schema of typesync's objects; null where none are needed
     */
    static boolean run(Connection connection, @Nullable String schema, Consumer<Finding> found) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_VERSION) {
            found.accept(Finding.action(
                    SUBJECT, "PostgreSQL " + version + " is older than " + OLDEST_VERSION, "upgrade the server"));
            return false;
        }
        String role = one(connection, "select current_user");
        found.accept(Finding.ok(SUBJECT, "PostgreSQL " + version + ", role " + role));
        if (one(connection, "select pg_is_in_recovery()").equals("t")) {
            found.accept(Finding.action(
                    SUBJECT, "this is a standby; typesync reads and writes the primary", "give the primary's URL"));
            return false;
        }
        if (schema != null) {
            objects(connection, new OutboxSchema(schema), role, found);
        }
        return true;
    }

    private static void objects(Connection connection, OutboxSchema schema, String role, Consumer<Finding> found)
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

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
