package dev.typesync.capture.catalog;

import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What foreign keys change in other tables, over any number of levels: ON DELETE and ON UPDATE with CASCADE, SET NULL
 * or SET DEFAULT, and TRUNCATE … CASCADE. For one reading of the catalog; not thread-safe.
 */
final class ForeignKeyChanges {
    private final Map<Long, List<Edge>> edges = new HashMap<>();
    private final Map<Long, WatchedRelationBuilder> referenced = new LinkedHashMap<>();

    /** @param columns the referenced columns */
    private record Edge(long child, char onUpdate, char onDelete, Set<String> columns) {}

    /** @param rows of {@link CatalogSql#foreignKeys} */
    ForeignKeyChanges(List<CatalogRow> rows) {
        for (CatalogRow row : rows) {
            long parent = row.oid(1);
            referenced.computeIfAbsent(
                    parent,
                    oid -> new WatchedRelationBuilder(new CatalogRelation(
                            oid,
                            new TableId(row.text(4), row.text(5)),
                            row.text(6).charAt(0))));
            edges.computeIfAbsent(parent, oid -> new ArrayList<>())
                    .add(new Edge(row.oid(0), row.text(2).charAt(0), row.text(3).charAt(0), Set.of(row.text(7))));
        }
    }

    /** Adds every table from which a foreign key reaches one of the relations. */
    void addTo(Map<Long, WatchedRelationBuilder> relations) {
        referenced.forEach((parent, relation) -> {
            WatchedRelationBuilder known = relations.getOrDefault(parent, relation);
            if (addIndirectChanges(parent, known, relations)) {
                relations.put(parent, known);
            }
        });
    }

    /** Adds to one table what its foreign keys change; false if all of that was known. */
    private boolean addIndirectChanges(
            long parent, WatchedRelationBuilder to, Map<Long, WatchedRelationBuilder> relations) {
        boolean grown = false;
        for (Edge edge : edges.getOrDefault(parent, List.of())) {
            grown |= add(to, TableEvent.DELETE, Set.of(), reached(edge.child, edge.onDelete, relations));
            char update = changesRows(edge.onUpdate) ? 'u' : 'a';
            grown |= add(to, TableEvent.UPDATE, edge.columns, reached(edge.child, update, relations));
            grown |= add(to, TableEvent.TRUNCATE, Set.of(), truncated(edge.child, relations, new HashSet<>()));
        }
        return grown;
    }

    private static boolean add(WatchedRelationBuilder to, TableEvent on, Set<String> columns, Set<TableId> tables) {
        boolean grown = false;
        for (TableId table : tables) {
            grown |= to.addIndirectChange(Set.of(on), columns, table, MarkCause.FOREIGN_KEY);
        }
        return grown;
    }

    private static boolean changesRows(char action) {
        return action == 'c' || action == 'n' || action == 'd';
    }

    /** @param action what happens to the child's rows: c deleted; n, d, u updated; anything else nothing */
    private Set<TableId> reached(long child, char action, Map<Long, WatchedRelationBuilder> relations) {
        Set<TableId> tables = new HashSet<>();
        addReached(child, action, relations, tables, new HashSet<>());
        return tables;
    }

    private void addReached(
            long child, char action, Map<Long, WatchedRelationBuilder> relations, Set<TableId> into, Set<String> seen) {
        boolean updated = action == 'u' || action == 'n' || action == 'd';
        if (!(updated || action == 'c') || !seen.add(child + (updated ? "u" : "c"))) {
            return;
        }
        into.addAll(changed(child, updated ? TableEvent.UPDATE : TableEvent.DELETE, relations));
        for (Edge edge : edges.getOrDefault(child, List.of())) {
            char next = updated ? (changesRows(edge.onUpdate) ? 'u' : 'a') : edge.onDelete;
            addReached(edge.child, next, relations, into, seen);
        }
    }

    private Set<TableId> truncated(long child, Map<Long, WatchedRelationBuilder> relations, Set<Long> seen) {
        Set<TableId> tables = new HashSet<>(changed(child, TableEvent.TRUNCATE, relations));
        if (seen.add(child)) {
            for (Edge edge : edges.getOrDefault(child, List.of())) {
                tables.addAll(truncated(edge.child, relations, seen));
            }
        }
        return tables;
    }

    private static Set<TableId> changed(long table, TableEvent event, Map<Long, WatchedRelationBuilder> relations) {
        WatchedRelationBuilder relation = relations.get(table);
        return relation == null ? Set.of() : relation.changedTables(Set.of(event), null);
    }
}
