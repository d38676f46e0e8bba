package dev.typesync.document;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads tables from PostgreSQL's system catalog. Blocks while it queries; the caller owns the connection. */
final class TableCatalog {
    private static final String TABLE = """
            select c.oid, c.relkind, n.nspname, c.relname
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid = pg_catalog.to_regclass(?)""";

    /** Resolves the type of each column through domains and once into the elements of an array. */
    private static final String COLUMNS = """
            with recursive step(attnum, type, is_array) as (
              select attnum, atttypid, false from pg_catalog.pg_attribute
              where attrelid = ? and attnum > 0 and not attisdropped
              union all
              select s.attnum, case t.typtype when 'd' then t.typbasetype else t.typelem end,
                s.is_array or t.typtype <> 'd'
              from step s join pg_catalog.pg_type t on t.oid = s.type
              where t.typtype = 'd' or (t.typcategory = 'A' and t.typlen = -1 and t.typelem <> 0 and not s.is_array)
            )
            select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), t.typname, n.nspname = 'pg_catalog',
              t.typtype, s.is_array
            from step s
            join pg_catalog.pg_attribute a on a.attrelid = ? and a.attnum = s.attnum
            join pg_catalog.pg_type t on t.oid = s.type
            join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            where not (t.typtype = 'd' or (t.typcategory = 'A' and t.typlen = -1 and t.typelem <> 0 and not s.is_array))
            order by a.attnum""";

    private static final String KEY = """
            with recursive k as (
              select a.attname, x.position, a.atttypid as type
              from pg_catalog.pg_index i
              cross join lateral unnest(i.indkey::int2[]) with ordinality as x(attnum, position)
              join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = x.attnum
              where i.indrelid = ? and i.indisprimary and x.position <= i.indnkeyatts
            ), base as (
              select attname, position, type from k
              union all
              select b.attname, b.position, t.typbasetype
              from base b join pg_catalog.pg_type t on t.oid = b.type where t.typtype = 'd'
            )
            select b.attname, b.position, n.nspname,
              case n.nspname when 'pg_catalog' then pg_catalog.format_type(t.oid, null)
                else pg_catalog.format('%I.%I', n.nspname, t.typname) end
            from base b
            join pg_catalog.pg_type t on t.oid = b.type
            join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            where t.typtype <> 'd'
            order by b.position""";

    private final Connection connection;

    TableCatalog(Connection connection) {
        this.connection = connection;
    }

    /**
     * The table, view or other relation of this name.
     *
     * @param name as in SQL: may have a schema and quotes
     */
    Optional<CatalogTable> find(String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(table(row)) : Optional.empty();
            }
        }
    }

    private CatalogTable table(ResultSet row) throws SQLException {
        long oid = row.getLong(1);
        List<KeyColumn> key = new ArrayList<>();
        Set<String> schemas = new LinkedHashSet<>();
        readKey(oid, key, schemas);
        return new CatalogTable(
                new TableId(row.getString(3), row.getString(4)),
                row.getString(2).charAt(0),
                columns(oid),
                key,
                List.copyOf(schemas));
    }

    private List<CatalogColumn> columns(long table) throws SQLException {
        List<CatalogColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, table);
            statement.setLong(2, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(new CatalogColumn(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBoolean(4),
                            row.getString(5).charAt(0),
                            row.getBoolean(6)));
                }
            }
        }
        return columns;
    }

    private void readKey(long table, List<KeyColumn> key, Set<String> schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEY)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    key.add(new KeyColumn(row.getString(1), row.getString(4), row.getInt(2)));
                    schemas.add(row.getString(3));
                }
            }
        }
    }
}
