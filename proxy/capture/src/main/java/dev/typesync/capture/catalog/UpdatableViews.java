package dev.typesync.capture.catalog;

import dev.typesync.outbox.KeyColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Views whose rows are rows of one watched relation and show its key. The server turns a write to such a view into one
 * to that relation, and RETURNING the view's columns gives the key. If the server does not do that for a view, and the
 * view has neither rules nor INSTEAD OF triggers, it accepts no writes at all. Views with those, and views of a table
 * with row security, are left out. For one reading of
 * the catalog; not thread-safe.
 */
final class UpdatableViews {
    private final Map<Long, WatchedRelationBuilder> relations;
    private final Map<Long, Map<Integer, ViewColumns.Origin>> origins = new HashMap<>();
    private final Map<Long, Map<Integer, String>> columnNames = new HashMap<>();
    private final Set<Long> withRowSecurity = new HashSet<>();

    private UpdatableViews(Map<Long, WatchedRelationBuilder> relations) {
        this.relations = relations;
    }

    /** Gives keys to the views among the relations that show them. */
    static void addKeys(Map<Long, WatchedRelationBuilder> relations, CatalogQuery query) throws SQLException {
        List<WatchedRelationBuilder> views = relations.values().stream()
                .filter(relation -> relation.kind() == 'v' && !relation.isRuled())
                .toList();
        if (views.isEmpty()) {
            return;
        }
        UpdatableViews updatable = new UpdatableViews(relations);
        updatable.read(views, query);
        boolean grown = true;
        while (grown) { // a view can show the rows of another view
            grown = false;
            for (WatchedRelationBuilder view : views) {
                grown |= view.captures().isEmpty() && updatable.addKeys(view);
            }
        }
    }

    private void read(List<WatchedRelationBuilder> views, CatalogQuery query) throws SQLException {
        Set<Long> oids = views.stream().map(WatchedRelationBuilder::oid).collect(Collectors.toSet());
        for (CatalogRow row : query.query(CatalogSql.views(oids))) {
            origins.put(row.oid(0), ViewColumns.read(row.text(1)));
        }
        for (CatalogRow row : query.query(CatalogSql.columnNumbers(relations.keySet()))) {
            columnNames.computeIfAbsent(row.oid(0), oid -> new HashMap<>()).put(row.number(1), row.text(2));
            if (row.flag(3)) {
                withRowSecurity.add(row.oid(0));
            }
        }
    }

    private boolean addKeys(WatchedRelationBuilder view) {
        WatchedRelationBuilder base = base(view);
        if (base == null || base.captures().isEmpty() || withRowSecurity.contains(base.oid())) {
            return false;
        }
        Map<String, String> namesInView = namesInView(view, base);
        List<CapturedKey> keys = new ArrayList<>();
        for (CapturedKey capture : base.captures()) {
            List<KeyColumn> key = new ArrayList<>();
            for (KeyColumn column : capture.key()) {
                String name = namesInView.get(column.name());
                if (name == null) {
                    return false;
                }
                key.add(new KeyColumn(name, column.type(), column.position()));
            }
            keys.add(new CapturedKey(capture.table(), key));
        }
        view.showRowsOf(base, keys, columns(view));
        return true;
    }

    /** The only relation that the view's columns come from; null if there are several. */
    private @Nullable WatchedRelationBuilder base(WatchedRelationBuilder view) {
        Set<Long> bases = origins.getOrDefault(view.oid(), Map.of()).values().stream()
                .map(ViewColumns.Origin::relation)
                .collect(Collectors.toSet());
        return bases.size() == 1 ? relations.get(bases.iterator().next()) : null;
    }

    /** The view's name for each column of the base that it shows. */
    private Map<String, String> namesInView(WatchedRelationBuilder view, WatchedRelationBuilder base) {
        Map<String, String> names = new HashMap<>();
        origins.getOrDefault(view.oid(), Map.of()).forEach((number, origin) -> {
            String inBase = columnNames.getOrDefault(base.oid(), Map.of()).get(origin.column());
            String inView = columnNames.getOrDefault(view.oid(), Map.of()).get(number);
            if (inBase != null && inView != null) {
                names.putIfAbsent(inBase, inView);
            }
        });
        return names;
    }

    private List<String> columns(WatchedRelationBuilder view) {
        return columnNames.getOrDefault(view.oid(), Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }
}
