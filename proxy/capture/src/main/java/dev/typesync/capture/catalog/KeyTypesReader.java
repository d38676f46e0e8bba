package dev.typesync.capture.catalog;

import dev.typesync.capture.DatabaseSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads key facts from the catalog, with texts that cannot raise an error whatever it holds. */
public final class KeyTypesReader {
    private KeyTypesReader() {}

    public static Map<Long, KeyTypes> read(DatabaseSession databaseSession, Collection<WatchedRelation> relations)
            throws SQLException {
        List<Long> oids = relations.stream()
                .filter(WatchedRelation::givesKeys)
                .map(WatchedRelation::oid)
                .toList();
        if (oids.isEmpty()) {
            return Map.of();
        }
        Set<Long> triggered = new HashSet<>();
        for (CatalogRow row : databaseSession.query(beforeRowTriggers(oids))) {
            triggered.add(row.oid(0));
        }
        Map<Long, Map<String, KeyType>> fields = new HashMap<>();
        for (CatalogRow row : databaseSession.query(columns(oids))) {
            fields.computeIfAbsent(row.oid(0), oid -> new HashMap<>())
                    .put(row.text(1), KeyType.of(row.number(2), row.text(3), row.number(4), row.flag(5)));
        }
        Map<Long, KeyTypes> facts = new HashMap<>();
        fields.forEach((oid, columns) -> facts.put(oid, new KeyTypes(columns, triggered.contains(oid))));
        return facts;
    }

    /** relation, column, number, kind and name of its type, type modifier, whether its collation is deterministic. */
    private static String columns(List<Long> oids) {
        return "select a.attrelid, a.attname, a.attnum,"
                + " t.typtype::text || ' ' || case when t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace"
                + " or t.typtype <> 'b' then t.typname else '' end, a.atttypmod, coalesce(l.collisdeterministic, true)"
                + " from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid"
                + " left join pg_catalog.pg_collation l on l.oid = a.attcollation"
                + " where a.attnum > 0 and not a.attisdropped and a.attrelid in (" + CatalogSql.oids(oids) + ")";
    }

    /** relation, of those that have such a trigger, or a partition or inheritance child that has. */
    private static String beforeRowTriggers(List<Long> oids) {
        return "with recursive f(root, oid) as (select c.oid, c.oid from pg_catalog.pg_class c where c.oid in ("
                + CatalogSql.oids(oids) + ") union select f.root, i.inhrelid from f"
                + " join pg_catalog.pg_inherits i on i.inhparent = f.oid)"
                + " select distinct f.root from f join pg_catalog.pg_trigger t on t.tgrelid = f.oid"
                + " where not t.tgisinternal and t.tgenabled <> 'D' and t.tgtype & 3 = 3";
    }
}
