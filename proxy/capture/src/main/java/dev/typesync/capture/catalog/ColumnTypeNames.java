package dev.typesync.capture.catalog;

import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads which types that are not built in the columns of replicated tables have, also as element, attribute, subtype or
 * base of another type: a change of such a type changes what the rows show.
 */
final class ColumnTypeNames {
    private ColumnTypeNames() {}

    /** The tables by the names of the types. */
    static Map<String, Set<TableId>> read(CatalogQuery query, Collection<WatchedRelationBuilder> relations)
            throws SQLException {
        Map<Long, WatchedRelationBuilder> holding = new HashMap<>();
        for (WatchedRelationBuilder relation : relations) {
            if (!relation.heldTables().isEmpty()) {
                holding.put(relation.oid(), relation);
            }
        }
        Map<String, Set<TableId>> tables = new HashMap<>();
        for (CatalogRow row : query.query(sql(holding.keySet()))) {
            WatchedRelationBuilder relation = holding.get(row.oid(0));
            if (relation != null) {
                tables.computeIfAbsent(row.text(1), name -> new LinkedHashSet<>())
                        .addAll(relation.heldTables());
            }
        }
        return tables;
    }

    /** relation, name of a type. Types with an oid below 16384 are built in. */
    private static String sql(Collection<Long> relations) {
        return "with recursive u(root, oid) as (select a.attrelid, a.atttypid from pg_catalog.pg_attribute a"
                + " where a.attrelid" + CatalogSql.isAny(relations)
                + " and a.attnum OPERATOR(pg_catalog.>) 0::pg_catalog.int2 and not a.attisdropped"
                + " union select u.root, part.oid from u join pg_catalog.pg_type t"
                + " on t.oid OPERATOR(pg_catalog.=) u.oid cross join lateral (select t.typelem"
                + " union all select t.typbasetype"
                + " union all select c.atttypid from pg_catalog.pg_attribute c"
                + " where c.attrelid OPERATOR(pg_catalog.=) t.typrelid and not c.attisdropped"
                + " and c.attnum OPERATOR(pg_catalog.>) 0::pg_catalog.int2"
                + " union all select r.rngsubtype from pg_catalog.pg_range r"
                + " where r.rngtypid OPERATOR(pg_catalog.=) t.oid or r.rngmultitypid OPERATOR(pg_catalog.=) t.oid"
                + ") part(oid)) select u.root, t.typname from u join pg_catalog.pg_type t"
                + " on t.oid OPERATOR(pg_catalog.=) u.oid"
                + " where t.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid";
    }
}
