package dev.typesync.jdbc;

import dev.typesync.config.CollectionConfig;
import dev.typesync.outbox.SqlQuoting;
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
                (select pg_catalog.has_table_privilege(c.oid, 'insert, update, delete, truncate'::pg_catalog.text)
                     or pg_catalog.has_any_column_privilege(c.oid, 'insert, update'::pg_catalog.text)
                 from pg_catalog.pg_class c
                 where c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(?::pg_catalog.text)::pg_catalog.oid),
                exists (select from pg_catalog.unnest(pg_catalog.current_schemas(false)) s
                 where pg_catalog.has_schema_privilege(s::pg_catalog.text, 'create'::pg_catalog.text)))""";

    private static final String MAY_READ = """
            select coalesce(
                (select pg_catalog.has_any_column_privilege(c.oid, 'select'::pg_catalog.text) from pg_catalog.pg_class c
                 where c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(?::pg_catalog.text)::pg_catalog.oid),
                true)""";

    /** In recovery or in a read-only session nothing can be written, regardless of the rights. */
    private static final String WRITES_NOTHING = "select pg_catalog.pg_is_in_recovery()"
            + " or pg_catalog.current_setting('transaction_read_only'::pg_catalog.text) OPERATOR(pg_catalog.=) 'on'";

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
                        + " to " + SqlQuoting.quoteIdent(role) + ";");
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
