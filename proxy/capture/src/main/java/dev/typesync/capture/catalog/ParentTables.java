package dev.typesync.capture.catalog;

import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whatever is a partition or an inheritance child: a statement on the parent reaches it. For one reading of the catalog. */
final class ParentTables {
    private static final Set<TableEvent> ALL = Set.of(TableEvent.values());

    private final CatalogQuery catalogQuery;
    private final Set<Long> asked = new HashSet<>();
    private final List<CatalogRow> rows = new ArrayList<>();

    ParentTables(CatalogQuery catalogQuery) {
        this.catalogQuery = catalogQuery;
    }

    /** Adds to the drafts the parents of those that they hold, over all levels. */
    void addTo(Map<Long, WatchedRelationBuilder> drafts) throws SQLException {
        Set<Long> unknown = new HashSet<>(drafts.keySet());
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            asked.addAll(unknown);
            rows.addAll(catalogQuery.query(CatalogSql.ancestors(unknown)));
        }
        for (CatalogRow row : rows) {
            WatchedRelationBuilder child = drafts.get(row.oid(0));
            if (child != null && !child.changed().isEmpty()) {
                TableId id = new TableId(row.text(2), row.text(3));
                add(child, drafts.computeIfAbsent(row.oid(1), oid -> new WatchedRelationBuilder(oid, id, kind(row))));
            }
        }
    }

    private static void add(WatchedRelationBuilder child, WatchedRelationBuilder parent) {
        for (TableId table : child.concerned()) {
            if (!parent.concerned().contains(table)) {
                parent.affects(ALL, Set.of(), table, MarkCause.PARENT_TABLE);
            }
        }
        parent.effects.addAll(child.effects);
    }

    private static char kind(CatalogRow row) {
        return row.text(4).charAt(0);
    }
}
