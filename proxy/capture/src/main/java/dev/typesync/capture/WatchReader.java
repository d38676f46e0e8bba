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
import java.util.stream.Collectors;

/**
 * Reads from the catalog which relations are to be watched: the replicated tables, their partitions and inheritance
 * children, and whatever reaches them by views, rules, foreign keys and triggers. For the use of one reading.
 */
final class WatchReader {
    private final Backend backend;
    private final List<String> schemas;
    private final RoutineReader routineReader;
    private final Map<Long, RelationDraft> drafts = new LinkedHashMap<>();

    /** @param schemas where an unqualified name of the configuration is looked for, in order */
    WatchReader(Backend backend, List<String> schemas, RoutineCache cache) {
        this.backend = backend;
        this.schemas = schemas;
        this.routineReader = new RoutineReader(backend::query, cache);
    }

    Watch read(List<TableName> configured) throws SQLException {
        Set<Long> roots = roots(configured);
        if (roots.isEmpty()) {
            return Watch.NOTHING;
        }
        addFamilies(roots);
        if (drafts.isEmpty()) {
            return Watch.NOTHING;
        }
        addColumns();
        Map<Long, Routine> routines = routineReader.read();
        addBeforeTriggers(routines);
        IndirectWrites indirect = new IndirectWrites(backend::query, routines, drafts);
        indirect.follow(otherWays());
        addCascades(routines);
        UpdatableViews.addTo(drafts, backend::query);
        return new Watch(drafts.values().stream().map(RelationDraft::finish).toList(), marks(indirect.routines()));
    }

    private IndirectWrites.OtherWays otherWays() throws SQLException {
        ForeignKeys foreignKeys = new ForeignKeys(backend.query(CatalogQueries.foreignKeys()));
        Rules rules = new Rules(backend.query(CatalogQueries.rules()));
        Ancestors ancestors = new Ancestors(backend::query);
        return () -> {
            int before = size(drafts);
            ancestors.addTo(drafts);
            foreignKeys.addTo(drafts);
            rules.addTo(drafts);
            return size(drafts) > before;
        };
    }

    private static int size(Map<Long, RelationDraft> drafts) {
        return drafts.values().stream()
                .mapToInt(draft -> 1 + draft.effects.size())
                .sum();
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

    private void addColumns() throws SQLException {
        for (Row row : backend.query(CatalogQueries.columns(drafts.keySet()))) {
            RelationDraft draft = drafts.get(row.oid(0));
            if (draft != null) {
                draft.columns.add(row.text(1));
            }
        }
    }

    private void addBeforeTriggers(Map<Long, Routine> routines) throws SQLException {
        for (Row row : backend.query(CatalogQueries.triggersOn(drafts.keySet()))) {
            RelationDraft draft = drafts.get(row.oid(0));
            if (draft != null && new TriggerType(row.number(1)).isBeforeUpdate()) {
                Routine routine = routines.get(row.oid(2));
                draft.beforeUpdate = true;
                draft.setsKey |= routine != null && setsKey(draft, routine.source());
            }
        }
    }

    private void addCascades(Map<Long, Routine> routines) throws SQLException {
        if (drafts.values().stream().noneMatch(RelationDraft::isFollowedByForeignKeys)) {
            return;
        }
        Cascades cascades = new Cascades(ForeignKeyAction.read(backend.query(CatalogQueries.foreignKeyActions())));
        Map<Long, TableId> tables = cascades.tables();
        cascades.triggers(backend.query(CatalogQueries.triggersOn(tables.keySet())), writing(tables, routines));
        for (RelationDraft draft : drafts.values()) {
            if (draft.isFollowedByForeignKeys()) {
                cascades.addTo(draft, drafts);
            }
        }
    }

    /** Those of the tables, and of what is watched, that have a trigger which seems to write one of them. */
    private Set<Long> writing(Map<Long, TableId> tables, Map<Long, Routine> routines) throws SQLException {
        Map<Long, RelationDraft> all = new LinkedHashMap<>();
        drafts.forEach((oid, draft) -> all.put(oid, new RelationDraft(oid, draft.id, draft.kind)));
        tables.forEach((oid, id) -> all.putIfAbsent(oid, new RelationDraft(oid, id, 'r')));
        Set<RowEvent> any = Set.of(RowEvent.values());
        all.values().forEach(draft -> draft.affects(any, Set.of(), draft.id, "itself"));
        Ancestors ancestors = new Ancestors(backend::query);
        new IndirectWrites(backend::query, routines, all).follow(() -> {
            int before = size(all);
            ancestors.addTo(all);
            return size(all) > before;
        });
        Set<Long> writing = new HashSet<>();
        all.forEach((oid, draft) -> {
            if (draft.effects.stream().anyMatch(effect -> effect.mark().cause().equals(IndirectWrites.CAUSE))) {
                writing.add(oid);
            }
        });
        return writing;
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

    private static Map<String, Set<Mark>> marks(Map<String, Set<TableId>> routines) {
        Map<String, Set<Mark>> marks = new HashMap<>();
        routines.forEach((name, tables) -> marks.put(
                name, tables.stream().map(table -> new Mark(table, "routine")).collect(Collectors.toSet())));
        return marks;
    }

    private RelationDraft draft(long oid, TableId id, String kind) {
        return drafts.computeIfAbsent(oid, key -> new RelationDraft(key, id, kind.charAt(0)));
    }

    private static TableId id(Row row, int column) {
        return new TableId(row.text(column), row.text(column + 1));
    }
}
