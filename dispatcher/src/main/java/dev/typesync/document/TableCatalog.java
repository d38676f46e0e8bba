package dev.typesync.document;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import dev.typesync.outbox.TypeSql;
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
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace
            where c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(?::pg_catalog.text)::pg_catalog.oid""";

    /** Resolves the type of each column through domains and once into the elements of an array. */
    private static final String COLUMNS = """
            with recursive step(attnum, type, is_array) as (
              select attnum, atttypid, false from pg_catalog.pg_attribute
              where attrelid OPERATOR(pg_catalog.=) ?::pg_catalog.oid and attnum OPERATOR(pg_catalog.>) 0
                and not attisdropped
              union all
              select s.attnum, case when t.typtype OPERATOR(pg_catalog.=) 'd' then t.typbasetype else t.typelem end,
                s.is_array or t.typtype OPERATOR(pg_catalog.<>) 'd'
              from step s join pg_catalog.pg_type t on t.oid OPERATOR(pg_catalog.=) s.type
              where t.typtype OPERATOR(pg_catalog.=) 'd' or (%1$s)
            )
            select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), t.typname,
              n.nspname OPERATOR(pg_catalog.=) 'pg_catalog', t.typtype, s.is_array
            from step s
            join pg_catalog.pg_attribute a on a.attrelid OPERATOR(pg_catalog.=) ?::pg_catalog.oid
              and a.attnum OPERATOR(pg_catalog.=) s.attnum
            join pg_catalog.pg_type t on t.oid OPERATOR(pg_catalog.=) s.type
            join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) t.typnamespace
            where not (t.typtype OPERATOR(pg_catalog.=) 'd' or (%1$s))
            order by a.attnum""".formatted("""
            t.typcategory OPERATOR(pg_catalog.=) 'A' and t.typlen OPERATOR(pg_catalog.=) -1
                and t.typelem OPERATOR(pg_catalog.<>) '0' and not s.is_array""");

    /** The key's columns with their base types, and the operators of the index. */
    private static final String KEY = """
            with recursive k as (
              select a.attname, x.position, a.atttypid as type, i.indclass[x.position OPERATOR(pg_catalog.-) 1] as class
              from pg_catalog.pg_index i
              cross join lateral pg_catalog.unnest(i.indkey) with ordinality as x(attnum, position)
              join pg_catalog.pg_attribute a on a.attrelid OPERATOR(pg_catalog.=) i.indrelid
                and a.attnum OPERATOR(pg_catalog.=) x.attnum
              where i.indrelid OPERATOR(pg_catalog.=) ?::pg_catalog.oid and i.indisprimary
                and x.position OPERATOR(pg_catalog.<=) i.indnkeyatts
            ), base as (
              select attname, position, type, type as declared, class from k
              union all
              select b.attname, b.position, t.typbasetype, b.declared, b.class
              from base b join pg_catalog.pg_type t on t.oid OPERATOR(pg_catalog.=) b.type
              where t.typtype OPERATOR(pg_catalog.=) 'd'
            )
            select b.attname, b.position, n.nspname, %s,
              case when ct.typtype OPERATOR(pg_catalog.=) 'p' or ct.oid OPERATOR(pg_catalog.=) b.declared then ''
                else pg_catalog.format('::%%I.%%I', cn.nspname, ct.typname) end,
              %s, %s, %s,
              ct.typtype OPERATOR(pg_catalog.=) 'p' and exists (select from pg_catalog.pg_cast u
                where u.castsource OPERATOR(pg_catalog.=) b.type and u.castcontext OPERATOR(pg_catalog.=) 'i')
            from base b
            join pg_catalog.pg_type t on t.oid OPERATOR(pg_catalog.=) b.type
            join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) t.typnamespace
            join pg_catalog.pg_opclass c on c.oid OPERATOR(pg_catalog.=) b.class
            join pg_catalog.pg_type ct on ct.oid OPERATOR(pg_catalog.=) c.opcintype
            join pg_catalog.pg_namespace cn on cn.oid OPERATOR(pg_catalog.=) ct.typnamespace
            where t.typtype OPERATOR(pg_catalog.<>) 'd'
            order by b.position""".formatted(TypeSql.name("t", "n"), operator(3), operator(4), operator(5));

    private final Connection connection;

    /** @param strategy the number of the operator in a B-tree: 3 is equal, 4 is not less, 5 is greater */
    private static String operator(int strategy) {
        return """
                (select pg_catalog.format('OPERATOR(%%I.%%s)', pn.nspname, p.oprname) from pg_catalog.pg_amop m
                join pg_catalog.pg_operator p on p.oid OPERATOR(pg_catalog.=) m.amopopr
                join pg_catalog.pg_namespace pn on pn.oid OPERATOR(pg_catalog.=) p.oprnamespace
                where m.amopfamily OPERATOR(pg_catalog.=) c.opcfamily
                  and m.amoplefttype OPERATOR(pg_catalog.=) c.opcintype
                  and m.amoprighttype OPERATOR(pg_catalog.=) c.opcintype
                  and m.amopstrategy OPERATOR(pg_catalog.=) %d)""".formatted(strategy);
    }

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
        List<KeyComparison> comparisons = new ArrayList<>();
        Set<String> schemas = new LinkedHashSet<>();
        readKey(oid, key, comparisons, schemas);
        return new CatalogTable(
                new TableId(row.getString(3), row.getString(4)),
                row.getString(2).charAt(0),
                columns(oid),
                key,
                comparisons,
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

    private void readKey(long table, List<KeyColumn> key, List<KeyComparison> comparisons, Set<String> schemas)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEY)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    key.add(new KeyColumn(row.getString(1), row.getString(4), row.getInt(2)));
                    comparisons.add(new KeyComparison(
                            row.getString(5), row.getString(6), row.getString(7), row.getString(8), row.getBoolean(9)));
                    schemas.add(row.getString(3));
                }
            }
        }
    }
}
