package dev.typesync.jdbc;

import dev.typesync.config.CollectionConfig;
import dev.typesync.outbox.SqlQuoting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the role of a connection may do with the configured tables. Immutable.
 *
 * @param mayWriteAny whether it may write one of the tables in this session
 * @param unreadable the first collection whose table the role may not read; null if it may read all
 */
record TableRights(boolean mayWriteAny, @Nullable CollectionConfig unreadable) {
    static final TableRights NONE = new TableRights(false, null);

    /** A role that may create a missing table can write it afterwards, and it may read its own table. */
    private static final String RIGHTS_ON_TABLES = """
            select coalesce(
                (select pg_catalog.has_table_privilege(c.oid, 'insert, update, delete, truncate'::pg_catalog.text)
                     or pg_catalog.has_any_column_privilege(c.oid, 'insert, update'::pg_catalog.text)
                 from pg_catalog.pg_class c
                 where c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(t.name)::pg_catalog.oid),
                exists (select from pg_catalog.unnest(pg_catalog.current_schemas(false)) s
                 where pg_catalog.has_schema_privilege(s::pg_catalog.text, 'create'::pg_catalog.text))),
              coalesce(
                (select pg_catalog.has_any_column_privilege(c.oid, 'select'::pg_catalog.text) from pg_catalog.pg_class c
                 where c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(t.name)::pg_catalog.oid),
                true),
              not pg_catalog.pg_is_in_recovery()
                and pg_catalog.current_setting('transaction_read_only'::pg_catalog.text) OPERATOR(pg_catalog.=) 'off'
            from (values (0, null::pg_catalog.text)""";

    private static final String ORDER =
            ") t (n, name) where t.n OPERATOR(pg_catalog.>) 0" + " order by t.n using OPERATOR(pg_catalog.<)";

    /**
     * Asks the server, once for all tables. In recovery or in a read-only session nothing can be written, regardless of
     * the rights.
     *
     * @param collections their table names are resolved with the connection's search_path
     */
    static TableRights read(Connection connection, List<CollectionConfig> collections) throws SQLException {
        try {
            return query(connection, collections);
        } catch (SQLException e) {
            if (!DriverErrors.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            return readEach(connection, collections); // no right on a table's schema: to_regclass fails
        }
    }

    private static TableRights readEach(Connection connection, List<CollectionConfig> collections) throws SQLException {
        if (collections.size() == 1) {
            return new TableRights(false, collections.get(0));
        }
        TableRights all = NONE;
        for (CollectionConfig collection : collections) {
            TableRights one = read(connection, List.of(collection));
            all = new TableRights(
                    all.mayWriteAny || one.mayWriteAny, all.unreadable == null ? one.unreadable : all.unreadable);
        }
        return all;
    }

    private static TableRights query(Connection connection, List<CollectionConfig> collections) throws SQLException {
        StringBuilder sql = new StringBuilder(RIGHTS_ON_TABLES);
        for (int n = 1; n <= collections.size(); n++) {
            sql.append(", (").append(n).append(", ?::pg_catalog.text)");
        }
        try (PreparedStatement statement =
                connection.prepareStatement(sql.append(ORDER).toString())) {
            for (int n = 1; n <= collections.size(); n++) {
                statement.setString(n, collections.get(n - 1).table());
            }
            try (ResultSet rows = statement.executeQuery()) {
                return of(rows, collections);
            }
        }
    }

    private static TableRights of(ResultSet rows, List<CollectionConfig> collections) throws SQLException {
        boolean mayWriteAny = false;
        List<CollectionConfig> unreadable = new ArrayList<>();
        for (CollectionConfig collection : collections) {
            rows.next();
            mayWriteAny |= rows.getBoolean(1) && rows.getBoolean(3);
            if (!rows.getBoolean(2)) {
                unreadable.add(collection);
            }
        }
        return new TableRights(mayWriteAny, unreadable.isEmpty() ? null : unreadable.get(0));
    }

    /** @throws SQLException with the missing GRANT, if the role may not read one of the tables */
    void requireReadOnAll(Connection connection) throws SQLException {
        if (unreadable != null) {
            String role = connection.getMetaData().getUserName();
            throw DriverErrors.insufficientPrivilege("role " + role
                    + " replicates, but may not read the table of collection "
                    + unreadable.name() + "; run this as the table's owner:\ngrant select on " + unreadable.table()
                    + " to " + SqlQuoting.quoteIdent(role) + ";");
        }
    }
}
