package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.source.DatabaseLink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Compares the system identifier and the timeline of the server. */
public final class DatabaseIdentityCheck implements DatabaseHistory {
    private static final String KEY = "identity";

    private final DatabaseLink link;
    private final OutboxSchema schema;

    public DatabaseIdentityCheck(DatabaseLink link, OutboxSchema schema) {
        this.link = link;
        this.schema = schema;
    }

    /** System identifier and timeline; null if this role may not read them. */
    private static @Nullable String current(Connection connection) throws SQLException {
        String allowed = "select pg_catalog.has_function_privilege("
                + "'pg_catalog.pg_control_system()'::pg_catalog.text, 'execute'::pg_catalog.text)"
                + " and pg_catalog.has_function_privilege("
                + "'pg_catalog.pg_walfile_name(pg_catalog.pg_lsn)'::pg_catalog.text, 'execute'::pg_catalog.text)";
        // the first eight digits of a WAL file's name are the current timeline
        String identity = "select pg_catalog.format('%s timeline %s', system_identifier, pg_catalog.left("
                + "pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 8))"
                + " from pg_catalog.pg_control_system()";
        return isTrue(connection, allowed) ? text(connection, identity) : null;
    }

    private static boolean isTrue(Connection connection, String sql) throws SQLException {
        return "t".equals(text(connection, sql));
    }

    private static @Nullable String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    @Override
    public boolean markAllIfChanged() throws SQLException {
        return link.run(this::markAllIfChanged);
    }

    private boolean markAllIfChanged(Connection connection) throws SQLException {
        String now = current(connection);
        if (now == null) {
            return false;
        }
        String recorded = recorded(connection);
        if (now.equals(recorded)) {
            return false;
        }
        connection.setAutoCommit(false);
        try {
            if (recorded != null) {
                markAll(connection);
            }
            record(connection, now);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        return recorded != null;
    }

    private @Nullable String recorded(Connection connection) throws SQLException {
        return text(
                connection,
                "select value from " + schema.object("meta") + " where key OPERATOR(pg_catalog.=) '" + KEY + "'");
    }

    private void markAll(Connection connection) throws SQLException {
        try (Statement insert = connection.createStatement()) {
            insert.executeUpdate("insert into " + schema.table()
                    + " (tbl, op, tag) select tbl, 'm',"
                    + " 'database restored collection=' OPERATOR(pg_catalog.||) name from "
                    + schema.object("collection") + " where tbl is not null");
        }
    }

    private void record(Connection connection, String identity) throws SQLException {
        String sql = "insert into " + schema.object("meta") + " (key, value) values ('" + KEY + "', ?)"
                + " on conflict (key) do update set value = excluded.value";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, identity);
            statement.executeUpdate();
        }
    }
}
