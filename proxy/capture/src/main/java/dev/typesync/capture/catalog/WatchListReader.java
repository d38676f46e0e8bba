package dev.typesync.capture.catalog;

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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads from the catalog which relations must be watched: the replicated tables, their partitions and inheritance
 * children, and whatever reaches them by views, rules, foreign keys and triggers. An object reads once; not
 * thread-safe. Blocks for its queries.
 */
public final class WatchListReader {
    private final CatalogQuery query;
    private final List<String> schemas;
    private final RoutineReader routineReader;
    private final Map<Long, WatchedRelationBuilder> relations = new LinkedHashMap<>();

    /** @param schemas where an unqualified name of the configuration is searched, in order */
    public WatchListReader(CatalogQuery query, List<String> schemas, RoutineCache cache) {
        this.query = query;
        this.schemas = schemas;
        this.routineReader = new RoutineReader(query, cache);
    }

    public WatchList read(List<TableName> configured) throws SQLException {
        Set<Long> roots = roots(configured);
        if (roots.isEmpty()) {
            return WatchList.NOTHING;
        }
        addFamilies(roots);
        if (relations.isEmpty()) {
            return WatchList.NOTHING;
        }
        addColumns();
        Map<Long, Routine> routines = routineReader.read();
        addBeforeTriggers(routines);
        RoutineAndTriggerWrites indirect = new RoutineAndTriggerWrites(query, routines, relations);
        indirect.follow(otherWays());
        addCascades(routines);
        UpdatableViews.addKeys(relations, query);
        return new WatchList(
                relations.values().stream().map(WatchedRelationBuilder::build).toList(),
                marks(indirect.changedByName(), MarkCause.ROUTINE),
                marks(ColumnTypeNames.read(query, relations.values()), MarkCause.DDL));
    }

    private RoutineAndTriggerWrites.OtherWays otherWays() throws SQLException {
        ForeignKeyChanges foreignKeyChanges = new ForeignKeyChanges(query.query(CatalogSql.foreignKeys()));
        TableRules rules = new TableRules(query.query(CatalogSql.rules()));
        ParentTables parentTables = new ParentTables(query);
        return () -> {
            int before = size(relations);
            parentTables.addTo(relations);
            foreignKeyChanges.addTo(relations);
            rules.addTo(relations);
            return size(relations) > before;
        };
    }

    /** Grows with each relation and each of its indirect changes. */
    private static int size(Map<Long, WatchedRelationBuilder> relations) {
        return relations.values().stream()
                .mapToInt(relation -> 1 + relation.indirectChangeCount())
                .sum();
    }

    private Set<Long> roots(List<TableName> configured) throws SQLException {
        Map<TableId, Long> found = readTables(configured);
        Set<Long> roots = new LinkedHashSet<>();
        for (TableName name : configured) {
            String schema = name.schema();
            (schema == null ? schemas : List.of(schema))
                    .stream()
                            .map(each -> found.get(new TableId(each, name.table())))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .ifPresent(roots::add);
        }
        return roots;
    }

    /** The oids of the tables that have one of the configured names in one of the schemas. */
    private Map<TableId, Long> readTables(List<TableName> configured) throws SQLException {
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
            return Map.of();
        }
        Map<TableId, Long> found = new HashMap<>();
        for (CatalogRow row : query.query(CatalogSql.tables(searched, names))) {
            found.put(new TableId(row.text(0), row.text(1)), row.oid(2));
        }
        return found;
    }

    /** Adds the replicated tables with a key, and their partitions and children. Without a key the collection waits. */
    private void addFamilies(Set<Long> roots) throws SQLException {
        Map<Long, List<KeyColumn>> keys = new HashMap<>();
        Set<Long> generated = new HashSet<>();
        for (CatalogRow row : query.query(CatalogSql.keys(roots))) {
            keys.computeIfAbsent(row.oid(0), oid -> new ArrayList<>())
                    .add(new KeyColumn(row.text(1), row.text(2), row.number(3)));
            if (row.flag(4)) {
                generated.add(row.oid(0));
            }
        }
        List<CatalogRow> members = query.query(CatalogSql.families(roots));
        Map<Long, TableId> names = rootNames(members);
        for (CatalogRow row : members) {
            List<KeyColumn> key = keys.get(row.oid(0));
            TableId root = names.get(row.oid(0));
            if (key != null && root != null) {
                relations
                        .computeIfAbsent(row.oid(1), oid -> new WatchedRelationBuilder(CatalogRelation.read(row, 1)))
                        .addKey(root, key, generated.contains(row.oid(0)));
            }
        }
    }

    private static Map<Long, TableId> rootNames(List<CatalogRow> members) {
        Map<Long, TableId> names = new HashMap<>();
        for (CatalogRow row : members) {
            if (row.oid(0) == row.oid(1)) {
                names.put(row.oid(0), CatalogRelation.read(row, 1).id());
            }
        }
        return names;
    }

    private void addColumns() throws SQLException {
        for (CatalogRow row : query.query(CatalogSql.columns(relations.keySet()))) {
            WatchedRelationBuilder relation = relations.get(row.oid(0));
            if (relation != null) {
                relation.addColumn(row.text(1));
            }
        }
    }

    private void addBeforeTriggers(Map<Long, Routine> routines) throws SQLException {
        for (CatalogRow row : query.query(CatalogSql.triggersOn(relations.keySet()))) {
            WatchedRelationBuilder relation = relations.get(row.oid(0));
            if (relation != null && new TriggerType(row.number(1)).isBeforeUpdate()) {
                Routine routine = routines.get(row.oid(2));
                relation.addBeforeUpdateTrigger(routine != null && setsKey(relation, routine));
            }
        }
    }

    private void addCascades(Map<Long, Routine> routines) throws SQLException {
        if (relations.values().stream().noneMatch(WatchedRelationBuilder::hasForeignKeyDeletes)) {
            return;
        }
        CascadeFinder cascadeFinder =
                new CascadeFinder(ForeignKeyAction.read(query.query(CatalogSql.foreignKeyActions())));
        Map<Long, TableId> tables = cascadeFinder.tables();
        cascadeFinder.addTriggers(
                query.query(CatalogSql.triggersOn(tables.keySet())), withWritingTriggers(tables, routines));
        for (WatchedRelationBuilder relation : relations.values()) {
            if (relation.hasForeignKeyDeletes()) {
                cascadeFinder.addTo(relation, relations);
            }
        }
    }

    /** Those of the tables and the watched relations that have a trigger which seems to write one of them. */
    private Set<Long> withWritingTriggers(Map<Long, TableId> tables, Map<Long, Routine> routines) throws SQLException {
        Map<Long, WatchedRelationBuilder> all = new LinkedHashMap<>();
        relations.forEach((oid, relation) -> all.put(oid, new WatchedRelationBuilder(relation.relation())));
        tables.forEach(
                (oid, id) -> all.putIfAbsent(oid, new WatchedRelationBuilder(new CatalogRelation(oid, id, 'r'))));
        all.values().forEach(relation -> relation.addHeldTable(relation.id())); // as if each were replicated
        ParentTables parentTables = new ParentTables(query);
        new RoutineAndTriggerWrites(query, routines, all).follow(() -> {
            int before = size(all);
            parentTables.addTo(all);
            return size(all) > before;
        });
        Set<Long> writing = new HashSet<>();
        all.forEach((oid, relation) -> {
            if (relation.hasIndirectChangeBy(MarkCause.TRIGGER)) {
                writing.add(oid);
            }
        });
        return writing;
    }

    private static boolean setsKey(WatchedRelationBuilder relation, Routine routine) {
        return relation.captures().stream()
                .flatMap(capture -> capture.key().stream())
                .anyMatch(column -> routine.assignments().mayAssign(column.name()));
    }

    private static Map<String, Set<Mark>> marks(Map<String, Set<TableId>> tablesByName, MarkCause cause) {
        Map<String, Set<Mark>> marks = new HashMap<>();
        tablesByName.forEach((name, tables) -> marks.put(
                name,
                tables.stream()
                        .map(table -> new Mark(table, cause))
                        .collect(Collectors.toCollection(LinkedHashSet::new))));
        return marks;
    }
}
