package dev.typesync.capture;

import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whatever is a partition or an inheritance child: a statement on the parent reaches it. For one reading of the catalog. */
final class Ancestors {
    private static final Set<RowEvent> ALL = Set.of(RowEvent.values());

    private final Catalog catalog;
    private final Set<Long> asked = new HashSet<>();
    private final List<Row> rows = new ArrayList<>();

    Ancestors(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Adds to the drafts the parents of those that they hold, over all levels. */
    void addTo(Map<Long, RelationDraft> drafts) throws SQLException {
        Set<Long> unknown = new HashSet<>(drafts.keySet());
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            asked.addAll(unknown);
            rows.addAll(catalog.query(CatalogQueries.ancestors(unknown)));
        }
        for (Row row : rows) {
            RelationDraft child = drafts.get(row.oid(0));
            if (child != null && !child.changed().isEmpty()) {
                TableId id = new TableId(row.text(2), row.text(3));
                add(child, drafts.computeIfAbsent(row.oid(1), oid -> new RelationDraft(oid, id, kind(row))));
            }
        }
    }

    private static void add(RelationDraft child, RelationDraft parent) {
        for (TableId table : child.concerned()) {
            if (!parent.concerned().contains(table)) {
                parent.affects(ALL, Set.of(), table, Effect.CHILDREN);
            }
        }
        parent.effects.addAll(child.effects);
    }

    private static char kind(Row row) {
        return row.text(4).charAt(0);
    }
}
