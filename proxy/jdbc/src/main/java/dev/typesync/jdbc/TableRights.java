package dev.typesync.jdbc;

import dev.typesync.config.CollectionConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Finds out what the role of a connection may do with the configured tables. Table names are resolved with the
 * connection's search_path. Immutable and thread-safe; a connection is used during the call only.
 */
record TableRights(Collection<CollectionConfig> collections) {
    /** A role that may create a missing table can write it afterwards. */
    private static final String MAY_WRITE = """
            select coalesce(
                (select has_table_privilege(c.oid, 'insert, update, delete, truncate')
                     or has_any_column_privilege(c.oid, 'insert, update')
                 from pg_class c where c.oid = to_regclass(?)),
                exists (select from unnest(current_schemas(false)) s where has_schema_privilege(s, 'create')))""";

    private static final String MAY_READ = """
            select coalesce(
                (select has_any_column_privilege(c.oid, 'select') from pg_class c where c.oid = to_regclass(?)),
                true)""";

    /** In recovery or in a read-only session nothing can be written, regardless of the rights. */
    private static final String WRITES_NOTHING =
            "select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean";

    boolean mayWriteAny(Connection connection) throws SQLException {
        if (connection.isReadOnly() || query(connection, WRITES_NOTHING)) {
            return false;
        }
        for (CollectionConfig collection : collections) {
            if (query(connection, MAY_WRITE, collection.table())) {
                return true;
            }
        }
        return false;
    }

    /** @throws SQLException with the missing GRANT, if the role may not read one of the tables */
    void requireReadOnAll(Connection connection) throws SQLException {
        for (CollectionConfig collection : collections) {
            if (!query(connection, MAY_READ, collection.table())) {
                String role = connection.getMetaData().getUserName();
                throw DriverErrors.insufficientPrivilege("role " + role
                        + " replicates, but may not read the table of collection "
                        + collection.name() + "; run this as the table's owner:\ngrant select on " + collection.table()
                        + " to " + connection.createStatement().enquoteIdentifier(role, false) + ";");
            }
        }
    }

    private static boolean query(Connection connection, String sql, String... table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < table.length; i++) {
                statement.setString(i + 1, table[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            if (DriverErrors.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                return false; // the role has no rights on the table's schema either, and to_regclass fails
            }
            throw e;
        }
    }
}
