package dev.typesync.capture.catalog;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the types of key columns from the catalog. Blocks for two queries. */
public final class KeyTypesReader {
    private KeyTypesReader() {}

    /** The key types by the relation's oid. */
    public static Map<Long, KeyTypes> read(CatalogQuery query, Collection<WatchedRelation> relations)
            throws SQLException {
        List<Long> oids = relations.stream()
                .filter(WatchedRelation::givesKeys)
                .map(WatchedRelation::oid)
                .toList();
        if (oids.isEmpty()) {
            return Map.of();
        }
        Set<Long> triggered = new HashSet<>();
        for (CatalogRow row : query.query(CatalogSql.beforeRowTriggers(oids))) {
            triggered.add(row.oid(0));
        }
        Map<Long, Map<String, KeyType>> columns = new HashMap<>();
        for (CatalogRow row : query.query(CatalogSql.columnTypes(oids))) {
            columns.computeIfAbsent(row.oid(0), oid -> new HashMap<>())
                    .put(row.text(1), KeyType.of(row.number(2), row.text(3), row.number(4), row.flag(5)));
        }
        Map<Long, KeyTypes> types = new HashMap<>();
        columns.forEach((oid, ofRelation) -> types.put(oid, new KeyTypes(ofRelation, triggered.contains(oid))));
        return types;
    }
}
