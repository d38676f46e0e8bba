package dev.typesync.capture.catalog;

import dev.typesync.capture.DatabaseSession;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.plan.TableName;
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
public final class WatchListReader {
    private final DatabaseSession databaseSession;
    private final List<String> schemas;
    private final RoutineReader routineReader;
    private final Map<Long, WatchedRelationBuilder> drafts = new LinkedHashMap<>();

    /** @param schemas where an unqualified name of the configuration is looked for, in order */
    public WatchListReader(DatabaseSession databaseSession, List<String> schemas, RoutineCache cache) {
        this.databaseSession = databaseSession;
        this.schemas = schemas;
        this.routineReader = new RoutineReader(databaseSession::query, cache);
    }

    public WatchList read(List<TableName> configured) throws SQLException {
        Set<Long> roots = roots(configured);
        if (roots.isEmpty()) {
            return WatchList.NOTHING;
        }
        addFamilies(roots);
        if (drafts.isEmpty()) {
            return WatchList.NOTHING;
        }
        addColumns();
        Map<Long, Routine> routines = routineReader.read();
        addBeforeTriggers(routines);
        IndirectWrites indirect = new IndirectWrites(databaseSession::query, routines, drafts);
        indirect.follow(otherWays());
        addCascades(routines);
        UpdatableViews.addTo(drafts, databaseSession::query);
        return new WatchList(
                drafts.values().stream().map(WatchedRelationBuilder::finish).toList(), marks(indirect.routines()));
    }

    private IndirectWrites.OtherWays otherWays() throws SQLException {
        ForeignKeyChanges foreignKeyChanges = new ForeignKeyChanges(databaseSession.query(CatalogSql.foreignKeys()));
        RewriteRules rules = new RewriteRules(databaseSession.query(CatalogSql.rules()));
        ParentTables parentTables = new ParentTables(databaseSession::query);
        return () -> {
            int before = size(drafts);
            parentTables.addTo(drafts);
            foreignKeyChanges.addTo(drafts);
            rules.addTo(drafts);
            return size(drafts) > before;
        };
    }

    private static int size(Map<Long, WatchedRelationBuilder> drafts) {
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
        for (CatalogRow row : databaseSession.query(CatalogSql.tables(searched, names))) {
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
        for (CatalogRow row : databaseSession.query(CatalogSql.keys(roots))) {
            keys.computeIfAbsent(row.oid(0), oid -> new ArrayList<>())
                    .add(new KeyColumn(row.text(1), row.text(2), row.number(3)));
            if (row.flag(4)) {
                generated.add(row.oid(0));
            }
        }
        Map<Long, TableId> names = new HashMap<>();
        List<CatalogRow> members = databaseSession.query(CatalogSql.families(roots));
        members.stream().filter(row -> row.oid(0) == row.oid(1)).forEach(row -> names.put(row.oid(0), id(row, 2)));
        for (CatalogRow row : members) {
            List<KeyColumn> key = keys.get(row.oid(0));
            TableId root = names.get(row.oid(0));
            if (key != null && root != null) { // without a key its collection waits
                WatchedRelationBuilder draft = draft(row.oid(1), id(row, 2), row.text(4));
                draft.capture(root, key);
                draft.keyGenerated |= generated.contains(row.oid(0));
            }
        }
    }

    private void addColumns() throws SQLException {
        for (CatalogRow row : databaseSession.query(CatalogSql.columns(drafts.keySet()))) {
            WatchedRelationBuilder draft = drafts.get(row.oid(0));
            if (draft != null) {
                draft.columns.add(row.text(1));
            }
        }
    }

    private void addBeforeTriggers(Map<Long, Routine> routines) throws SQLException {
        for (CatalogRow row : databaseSession.query(CatalogSql.triggersOn(drafts.keySet()))) {
            WatchedRelationBuilder draft = drafts.get(row.oid(0));
            if (draft != null && new TriggerType(row.number(1)).isBeforeUpdate()) {
                Routine routine = routines.get(row.oid(2));
                draft.beforeUpdate = true;
                draft.setsKey |= routine != null && setsKey(draft, routine.source());
            }
        }
    }

    private void addCascades(Map<Long, Routine> routines) throws SQLException {
        if (drafts.values().stream().noneMatch(WatchedRelationBuilder::isFollowedByForeignKeys)) {
            return;
        }
        CascadeFinder cascadeFinder =
                new CascadeFinder(ForeignKeyAction.read(databaseSession.query(CatalogSql.foreignKeyActions())));
        Map<Long, TableId> tables = cascadeFinder.tables();
        cascadeFinder.triggers(
                databaseSession.query(CatalogSql.triggersOn(tables.keySet())), writing(tables, routines));
        for (WatchedRelationBuilder draft : drafts.values()) {
            if (draft.isFollowedByForeignKeys()) {
                cascadeFinder.addTo(draft, drafts);
            }
        }
    }

    /** Those of the tables, and of what is watched, that have a trigger which seems to write one of them. */
    private Set<Long> writing(Map<Long, TableId> tables, Map<Long, Routine> routines) throws SQLException {
        Map<Long, WatchedRelationBuilder> all = new LinkedHashMap<>();
        drafts.forEach((oid, draft) -> all.put(oid, new WatchedRelationBuilder(oid, draft.id, draft.kind)));
        tables.forEach((oid, id) -> all.putIfAbsent(oid, new WatchedRelationBuilder(oid, id, 'r')));
        all.values().forEach(draft -> draft.holdRowsOf(draft.id));
        ParentTables parentTables = new ParentTables(databaseSession::query);
        new IndirectWrites(databaseSession::query, routines, all).follow(() -> {
            int before = size(all);
            parentTables.addTo(all);
            return size(all) > before;
        });
        Set<Long> writing = new HashSet<>();
        all.forEach((oid, draft) -> {
            if (draft.effects.stream()
                    .anyMatch(indirectChange -> indirectChange.mark().cause() == MarkCause.TRIGGER)) {
                writing.add(oid);
            }
        });
        return writing;
    }

    private static boolean setsKey(WatchedRelationBuilder draft, String source) {
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
                name,
                tables.stream()
                        .map(table -> new Mark(table, MarkCause.ROUTINE))
                        .collect(Collectors.toCollection(LinkedHashSet::new))));
        return marks;
    }

    private WatchedRelationBuilder draft(long oid, TableId id, String kind) {
        return drafts.computeIfAbsent(oid, key -> new WatchedRelationBuilder(key, id, kind.charAt(0)));
    }

    private static TableId id(CatalogRow row, int column) {
        return new TableId(row.text(column), row.text(column + 1));
    }
}
