package dev.typesync.capture.catalog;

import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parents of partitions and inheritance children: a statement on a parent reaches its children. For one reading of
 * the catalog; not thread-safe.
 */
final class ParentTables {
    private static final Set<TableEvent> ALL = Set.of(TableEvent.values());

    private final CatalogQuery query;
    private final Set<Long> readOids = new HashSet<>();
    private final List<CatalogRow> rows = new ArrayList<>();

    ParentTables(CatalogQuery query) {
        this.query = query;
    }

    /** Adds the parents of the relations, over all levels. */
    void addTo(Map<Long, WatchedRelationBuilder> relations) throws SQLException {
        Set<Long> unread = new HashSet<>(relations.keySet());
        unread.removeAll(readOids);
        if (!unread.isEmpty()) {
            readOids.addAll(unread);
            rows.addAll(query.query(CatalogSql.ancestors(unread)));
        }
        for (CatalogRow row : rows) {
            WatchedRelationBuilder child = relations.get(row.oid(0));
            if (child != null && !child.changedTables().isEmpty()) {
                add(
                        child,
                        relations.computeIfAbsent(
                                row.oid(1), oid -> new WatchedRelationBuilder(CatalogRelation.read(row, 1))));
            }
        }
    }

    private static void add(WatchedRelationBuilder child, WatchedRelationBuilder parent) {
        for (TableId table : child.heldTables()) {
            if (!parent.heldTables().contains(table)) {
                parent.addIndirectChange(ALL, Set.of(), table, MarkCause.PARENT_TABLE);
            }
        }
        parent.addIndirectChangesOf(child);
    }
}
