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
 * What foreign keys change further down: ON DELETE and ON UPDATE with CASCADE, SET NULL or SET DEFAULT, and TRUNCATE …
 * CASCADE, over any number of levels.
 */
final class ForeignKeyChanges {
    private record Edge(long child, char onUpdate, char onDelete, Set<String> columns) {}

    private final Map<Long, List<Edge>> edges = new HashMap<>();
    private final Map<Long, WatchedRelationBuilder> referenced = new LinkedHashMap<>();

    ForeignKeyChanges(List<CatalogRow> rows) {
        for (CatalogRow row : rows) {
            long parent = row.oid(1);
            referenced.computeIfAbsent(
                    parent,
                    oid -> new WatchedRelationBuilder(
                            oid,
                            new TableId(row.text(4), row.text(5)),
                            row.text(6).charAt(0)));
            edges.computeIfAbsent(parent, oid -> new ArrayList<>())
                    .add(new Edge(row.oid(0), row.text(2).charAt(0), row.text(3).charAt(0), Set.of(row.text(7))));
        }
    }

    /** Adds to the drafts every table from which a foreign key reaches one that they hold. */
    void addTo(Map<Long, WatchedRelationBuilder> drafts) {
        referenced.forEach((parent, draft) -> {
            WatchedRelationBuilder known = drafts.getOrDefault(parent, draft);
            int before = known.effects.size();
            addEffects(parent, known, drafts);
            if (known.effects.size() > before) {
                drafts.put(parent, known);
            }
        });
    }

    private void addEffects(long parent, WatchedRelationBuilder draft, Map<Long, WatchedRelationBuilder> drafts) {
        for (Edge edge : edges.getOrDefault(parent, List.of())) {
            for (TableId table : reached(edge.child, edge.onDelete, drafts)) {
                draft.affects(Set.of(TableEvent.DELETE), Set.of(), table, MarkCause.FOREIGN_KEY);
            }
            for (TableId table : reached(edge.child, acts(edge.onUpdate) ? 'u' : 'a', drafts)) {
                draft.affects(Set.of(TableEvent.UPDATE), edge.columns, table, MarkCause.FOREIGN_KEY);
            }
            for (TableId table : truncated(edge.child, drafts, new HashSet<>())) {
                draft.affects(Set.of(TableEvent.TRUNCATE), Set.of(), table, MarkCause.FOREIGN_KEY);
            }
        }
    }

    private static boolean acts(char action) {
        return action == 'c' || action == 'n' || action == 'd';
    }

    /** @param action what happens to the child's rows: c deleted; n, d, u updated; anything else nothing */
    private Set<TableId> reached(long child, char action, Map<Long, WatchedRelationBuilder> drafts) {
        Set<TableId> tables = new HashSet<>();
        reached(child, action, drafts, tables, new HashSet<>());
        return tables;
    }

    private void reached(
            long child, char action, Map<Long, WatchedRelationBuilder> drafts, Set<TableId> into, Set<String> seen) {
        boolean updated = action == 'u' || action == 'n' || action == 'd';
        if (!(updated || action == 'c') || !seen.add(child + (updated ? "u" : "c"))) {
            return;
        }
        into.addAll(changed(child, updated ? TableEvent.UPDATE : TableEvent.DELETE, drafts));
        for (Edge edge : edges.getOrDefault(child, List.of())) {
            char next = updated ? (acts(edge.onUpdate) ? 'u' : 'a') : edge.onDelete;
            reached(edge.child, next, drafts, into, seen);
        }
    }

    private Set<TableId> truncated(long child, Map<Long, WatchedRelationBuilder> drafts, Set<Long> seen) {
        Set<TableId> tables = new HashSet<>(changed(child, TableEvent.TRUNCATE, drafts));
        if (seen.add(child)) {
            for (Edge edge : edges.getOrDefault(child, List.of())) {
                tables.addAll(truncated(edge.child, drafts, seen));
            }
        }
        return tables;
    }

    private static Set<TableId> changed(long table, TableEvent event, Map<Long, WatchedRelationBuilder> drafts) {
        WatchedRelationBuilder draft = drafts.get(table);
        return draft == null ? Set.of() : draft.changedBy(Set.of(event), null);
    }
}
