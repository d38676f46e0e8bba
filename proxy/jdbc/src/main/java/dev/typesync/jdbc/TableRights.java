package dev.typesync.jdbc;

import dev.typesync.config.CollectionConfig;
import dev.typesync.outbox.SqlQuoting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/**
 * What the role of a connection may do with the configured tables. Names are resolved as the connection's search_path
 * has it. Immutable and thread-safe; the connection is used for the call only.
 */
record TableRights(Collection<CollectionConfig> collections) {
    /** A table that does not exist can be written by whoever may create it. */
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

    /** In recovery or read-only by default nothing can be written, whatever the rights. */
    private static final String WRITES_NOTHING =
            "select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean";

    boolean mayWriteAny(Connection connection) throws SQLException {
        if (connection.isReadOnly() || ask(connection, WRITES_NOTHING)) {
            return false;
        }
        for (CollectionConfig collection : collections) {
            if (ask(connection, MAY_WRITE, collection.table())) {
                return true;
            }
        }
        return false;
    }

    /** @throws SQLException with the missing GRANT, if there is a table that the role may not read */
    void requireReadingAll(Connection connection) throws SQLException {
        for (CollectionConfig collection : collections) {
            if (!ask(connection, MAY_READ, collection.table())) {
                String role = connection.getMetaData().getUserName();
                throw DriverErrors.rights("role " + role + " replicates, but may not read the table of collection "
                        + collection.name() + "; run this as the table's owner:\ngrant select on " + collection.table()
                        + " to " + SqlQuoting.quoteIdent(role) + ";");
            }
        }
    }

    private static boolean ask(Connection connection, String sql, String... table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < table.length; i++) {
                query.setString(i + 1, table[i]);
            }
            try (ResultSet answer = query.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        } catch (SQLException e) {
            if (DriverErrors.RIGHTS.equals(e.getSQLState())) {
                return false; // it may not even look into the table's schema, of which to_regclass makes an error
            }
            throw e;
        }
    }
}
