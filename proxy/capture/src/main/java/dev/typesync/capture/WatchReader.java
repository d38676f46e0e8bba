package dev.typesync.capture;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads from the catalog which relations are to be watched: the replicated tables, their partitions and inheritance
 * children, and whatever reaches them by views, rules, foreign keys and triggers. For the use of one reading.
 */
final class WatchReader {
    private final Backend backend;
    private final List<String> schemas;
    private final Map<Long, RelationDraft> drafts = new LinkedHashMap<>();

    /** @param schemas where an unqualified name of the configuration is looked for, in order */
    WatchReader(Backend backend, List<String> schemas) {
        this.backend = backend;
        this.schemas = schemas;
    }

    Watch read(List<TableName> configured) throws SQLException {
        Set<Long> roots = roots(configured);
        if (roots.isEmpty()) {
            return Watch.NOTHING;
        }
        addFamilies(roots);
        addAncestors(roots);
        if (drafts.isEmpty()) {
            return Watch.NOTHING;
        }
        addColumns();
        addTriggers();
        new ForeignKeys(backend.query(CatalogQueries.foreignKeys())).addTo(drafts);
        addCascades();
        new Rules(backend.query(CatalogQueries.rules())).addTo(drafts);
        UpdatableViews.addTo(drafts, backend::query);
        Map<String, Set<Mark>> routines = routines();
        return new Watch(drafts.values().stream().map(RelationDraft::finish).toList(), routines);
    }

    private Set<Long> roots(List<TableName> configured) throws SQLException {
        Set<String> searched = new LinkedHashSet<>(schemas);
        Set<String> names = new LinkedHashSet<>();
        for (TableName name : configured) {
            names.add(name.table());
            String schema = name.schema();
            if (schema != null) {
                searched.add(schema);
            }
        }
        if (names.isEmpty() || searched.isEmpty()) {
            return Set.of();
        }
        Map<TableId, Long> found = new HashMap<>();
        for (Row row : backend.query(CatalogQueries.tables(searched, names))) {
            found.put(new TableId(row.text(0), row.text(1)), row.oid(2));
        }
        Set<Long> roots = new LinkedHashSet<>();
        for (TableName name : configured) {
            String schema = name.schema();
            (schema == null ? schemas : List.of(schema))
                    .stream()
                            .map(each -> found.get(new TableId(each, name.table())))
                            .filter(oid -> oid != null)
                            .findFirst()
                            .ifPresent(roots::add);
        }
        return roots;
    }

    private void addFamilies(Set<Long> roots) throws SQLException {
        Map<Long, List<KeyColumn>> keys = new HashMap<>();
        Set<Long> generated = new HashSet<>();
        for (Row row : backend.query(CatalogQueries.keys(roots))) {
            keys.computeIfAbsent(row.oid(0), oid -> new ArrayList<>())
                    .add(new KeyColumn(row.text(1), row.text(2), row.number(3)));
            if (row.flag(4)) {
                generated.add(row.oid(0));
            }
        }
        Map<Long, TableId> names = new HashMap<>();
        List<Row> members = backend.query(CatalogQueries.families(roots));
        members.stream().filter(row -> row.oid(0) == row.oid(1)).forEach(row -> names.put(row.oid(0), id(row, 2)));
        for (Row row : members) {
            List<KeyColumn> key = keys.get(row.oid(0));
            TableId root = names.get(row.oid(0));
            if (key != null && root != null) { // without a key its collection waits
                RelationDraft draft = draft(row.oid(1), id(row, 2), row.text(4));
                draft.capture(root, key);
                draft.keyGenerated |= generated.contains(row.oid(0));
            }
        }
    }

    private void addAncestors(Set<Long> roots) throws SQLException {
        for (Row row : backend.query(CatalogQueries.ancestors(roots))) {
            RelationDraft child = drafts.get(row.oid(0));
            if (child != null) {
                RelationDraft parent = draft(row.oid(1), id(row, 2), row.text(4));
                Set<RowEvent> all = Set.of(RowEvent.values());
                child.concerned().forEach(table -> parent.affects(all, Set.of(), table, Effect.CHILDREN));
            }
        }
    }

    private void addColumns() throws SQLException {
        for (Row row : backend.query(CatalogQueries.columns(drafts.keySet()))) {
            RelationDraft draft = drafts.get(row.oid(0));
            if (draft != null) {
                draft.columns.add(row.text(1));
            }
        }
    }

    private void addTriggers() throws SQLException {
        Map<String, Set<TableId>> written = concernedByName();
        for (Row row : backend.query(CatalogQueries.triggers(drafts.keySet(), written.keySet()))) {
            RelationDraft draft = draft(row.oid(0), id(row, 1), row.text(3));
            TriggerType type = new TriggerType(row.number(4));
            String name = row.optional(5);
            for (TableId table : name == null ? Set.<TableId>of() : written.getOrDefault(name, Set.of())) {
                draft.affects(type.events(), Set.of(), table, "trigger");
            }
            String source = row.optional(6);
            if (source != null) {
                draft.beforeUpdate = true;
                draft.setsKey |= setsKey(draft, source);
            }
        }
    }

    private void addCascades() throws SQLException {
        if (drafts.values().stream().noneMatch(RelationDraft::isFollowedByForeignKeys)) {
            return;
        }
        Cascades cascades = new Cascades(ForeignKeyAction.read(backend.query(CatalogQueries.foreignKeyActions())));
        Map<Long, TableId> tables = cascades.tables();
        Set<String> names = new LinkedHashSet<>(concernedByName().keySet());
        tables.values().forEach(table -> names.add(table.name()));
        cascades.triggers(backend.query(CatalogQueries.triggers(tables.keySet(), names)));
        for (RelationDraft draft : drafts.values()) {
            draft.cascade = draft.isFollowedByForeignKeys() ? cascades.of(draft, drafts) : null;
        }
    }

    private static boolean setsKey(RelationDraft draft, String source) {
        return draft.captures.stream()
                .flatMap(capture -> capture.key().stream())
                .map(column -> "new\\s*\\.\\s*\"?" + Pattern.quote(column.name()) + "\"?")
                .map(column -> Pattern.compile(
                        column + "\\s*:=|[;\\n]\\s*" + column + "\\s*=|\\binto\\b[^;]*" + column,
                        Pattern.CASE_INSENSITIVE))
                .anyMatch(pattern -> pattern.matcher(source).find());
    }

    private Map<String, Set<Mark>> routines() throws SQLException {
        Map<String, Set<TableId>> written = concernedByName();
        Map<String, Set<Mark>> routines = new HashMap<>();
        for (Row row : backend.query(CatalogQueries.routines(written.keySet()))) {
            for (TableId table : written.getOrDefault(row.text(1), Set.of())) {
                routines.computeIfAbsent(row.text(0), name -> new LinkedHashSet<>())
                        .add(new Mark(table, "routine"));
            }
        }
        return routines;
    }

    private Map<String, Set<TableId>> concernedByName() {
        Map<String, Set<TableId>> tables = new LinkedHashMap<>();
        drafts.values().stream()
                .filter(draft -> !draft.captures.isEmpty())
                .forEach(draft -> tables.computeIfAbsent(draft.id.name(), name -> new LinkedHashSet<>())
                        .addAll(draft.concerned()));
        return tables;
    }

    private RelationDraft draft(long oid, TableId id, String kind) {
        return drafts.computeIfAbsent(oid, key -> new RelationDraft(key, id, kind.charAt(0)));
    }

    private static TableId id(Row row, int column) {
        return new TableId(row.text(column), row.text(column + 1));
    }
}
