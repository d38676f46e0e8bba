package dev.typesync.capture;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads key facts from the catalog, with texts that cannot raise an error whatever it holds. */
final class KeyFactsReader {
    private KeyFactsReader() {}

    static Map<Long, KeyFacts> read(Backend backend, Collection<WatchedRelation> relations) throws SQLException {
        List<Long> oids = relations.stream()
                .filter(WatchedRelation::givesKeys)
                .map(WatchedRelation::oid)
                .toList();
        if (oids.isEmpty()) {
            return Map.of();
        }
        Set<Long> triggered = new HashSet<>();
        for (Row row : backend.query(beforeRowTriggers(oids))) {
            triggered.add(row.oid(0));
        }
        Map<Long, Map<String, KeyField>> fields = new HashMap<>();
        for (Row row : backend.query(columns(oids))) {
            fields.computeIfAbsent(row.oid(0), oid -> new HashMap<>())
                    .put(row.text(1), KeyField.of(row.number(2), row.text(3), row.number(4), row.flag(5)));
        }
        Map<Long, KeyFacts> facts = new HashMap<>();
        fields.forEach((oid, columns) -> facts.put(oid, new KeyFacts(columns, triggered.contains(oid))));
        return facts;
    }

    /** relation, column, number, kind and name of its type, type modifier, whether its collation is deterministic. */
    private static String columns(List<Long> oids) {
        return "select a.attrelid, a.attname, a.attnum,"
                + " t.typtype::text || ' ' || case when t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace"
                + " or t.typtype <> 'b' then t.typname else '' end, a.atttypmod, coalesce(l.collisdeterministic, true)"
                + " from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid"
                + " left join pg_catalog.pg_collation l on l.oid = a.attcollation"
                + " where a.attnum > 0 and not a.attisdropped and a.attrelid in (" + Sql.oids(oids) + ")";
    }

    /** relation, of those that have such a trigger, or a partition or inheritance child that has. */
    private static String beforeRowTriggers(List<Long> oids) {
        return "with recursive f(root, oid) as (select c.oid, c.oid from pg_catalog.pg_class c where c.oid in ("
                + Sql.oids(oids) + ") union select f.root, i.inhrelid from f"
                + " join pg_catalog.pg_inherits i on i.inhparent = f.oid)"
                + " select distinct f.root from f join pg_catalog.pg_trigger t on t.tgrelid = f.oid"
                + " where not t.tgisinternal and t.tgenabled <> 'D' and t.tgtype & 3 = 3";
    }
}
