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
 * Views whose rows are rows of one watched relation and show its key: the server turns a write to such a view into one to
 * that relation, and a RETURNING of the view's columns gives the key. (A view that it does not do this for takes no writes
 * at all.) Not with rules or INSTEAD OF triggers, nor over a table with row security. For one reading of the catalog.
 */
final class UpdatableViews {
    private final Map<Long, WatchedRelationBuilder> drafts;
    private final Map<Long, Map<Integer, ViewColumns.Origin>> origins = new HashMap<>();
    private final Map<Long, Map<Integer, String>> names = new HashMap<>();
    private final Set<Long> secured = new HashSet<>();

    private UpdatableViews(Map<Long, WatchedRelationBuilder> drafts) {
        this.drafts = drafts;
    }

    /** Gives captures to the views among the drafts that can have some. */
    static void addTo(Map<Long, WatchedRelationBuilder> drafts, CatalogQuery catalogQuery) throws SQLException {
        List<WatchedRelationBuilder> views = drafts.values().stream()
                .filter(draft -> draft.kind == 'v' && draft.ruled.isEmpty())
                .toList();
        if (views.isEmpty()) {
            return;
        }
        UpdatableViews updatable = new UpdatableViews(drafts);
        updatable.read(views, catalogQuery);
        boolean grown = true;
        while (grown) { // a view can be one over another
            grown = false;
            for (WatchedRelationBuilder view : views) {
                grown |= view.captures.isEmpty() && updatable.capture(view);
            }
        }
    }

    private void read(List<WatchedRelationBuilder> views, CatalogQuery catalogQuery) throws SQLException {
        Set<Long> oids = views.stream().map(view -> view.oid).collect(Collectors.toSet());
        for (CatalogRow row : catalogQuery.query(CatalogSql.views(oids))) {
            origins.put(row.oid(0), ViewColumns.read(row.text(1)));
        }
        for (CatalogRow row : catalogQuery.query(CatalogSql.columnNumbers(drafts.keySet()))) {
            names.computeIfAbsent(row.oid(0), oid -> new HashMap<>()).put(row.number(1), row.text(2));
            if (row.flag(3)) {
                secured.add(row.oid(0));
            }
        }
    }

    private boolean capture(WatchedRelationBuilder view) {
        WatchedRelationBuilder base = base(view);
        if (base == null || base.captures.isEmpty() || secured.contains(base.oid)) {
            return false;
        }
        Map<String, String> shown = shown(view, base);
        List<CapturedKey> captures = new ArrayList<>();
        for (CapturedKey capture : base.captures) {
            List<KeyColumn> key = new ArrayList<>();
            for (KeyColumn column : capture.key()) {
                String name = shown.get(column.name());
                if (name == null) {
                    return false;
                }
                key.add(new KeyColumn(name, column.type(), column.position()));
            }
            captures.add(new CapturedKey(capture.table(), key));
        }
        become(view, base, captures);
        return true;
    }

    /** The only relation that its columns come from. */
    private @Nullable WatchedRelationBuilder base(WatchedRelationBuilder view) {
        Set<Long> relations = origins.getOrDefault(view.oid, Map.of()).values().stream()
                .map(ViewColumns.Origin::relation)
                .collect(Collectors.toSet());
        return relations.size() == 1 ? drafts.get(relations.iterator().next()) : null;
    }

    /** What the view calls the columns of the base. */
    private Map<String, String> shown(WatchedRelationBuilder view, WatchedRelationBuilder base) {
        Map<String, String> shown = new HashMap<>();
        origins.getOrDefault(view.oid, Map.of()).forEach((number, origin) -> {
            String there = names.getOrDefault(base.oid, Map.of()).get(origin.column());
            String here = names.getOrDefault(view.oid, Map.of()).get(number);
            if (there != null && here != null) {
                shown.putIfAbsent(there, here);
            }
        });
        return shown;
    }

    private void become(WatchedRelationBuilder view, WatchedRelationBuilder base, List<CapturedKey> captures) {
        captures.forEach(view::addCapture);
        names.getOrDefault(view.oid, Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(column -> view.columns.add(column.getValue()));
        view.keyGenerated = base.keyGenerated;
        view.beforeUpdate = base.beforeUpdate;
        view.setsKey = base.setsKey;
        view.effects.clear();
        base.effects.forEach(indirectChange -> view.affects(
                indirectChange.on(),
                Set.of(),
                indirectChange.mark().table(),
                indirectChange.mark().cause()));
    }
}
