package dev.typesync.capture.catalog;

import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.reader.RoutineBody;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows the ways back from the watched relations to what writes them: routines, routines that call those, triggers
 * that run them, and whatever writes the tables of such triggers, over any number of steps. For one reading of the
 * catalog; not thread-safe.
 */
final class RoutineAndTriggerWrites {
    private static final Set<TableEvent> ALL = Set.of(TableEvent.values());

    private final CatalogQuery query;
    private final Map<Long, Routine> routines;
    private final Map<Long, WatchedRelationBuilder> relations;
    private final Map<Long, Set<TableId>> changedByRoutine = new HashMap<>();
    private final Map<String, Set<TableId>> changedByName = new HashMap<>();
    private final Set<Long> readRoutines = new HashSet<>();
    private final List<CatalogRow> triggers = new ArrayList<>();

    /** Ways other than routines. */
    interface OtherWays {
        /** Adds the relations from which one of the known ones is reached; false if all were known. */
        boolean follow() throws SQLException;
    }

    RoutineAndTriggerWrites(
            CatalogQuery query, Map<Long, Routine> routines, Map<Long, WatchedRelationBuilder> relations) {
        this.query = query;
        this.routines = routines;
        this.relations = relations;
    }

    /**
     * Adds every relation with a trigger from which one of the known ones is reached. It ends, since the number of
     * relations is finite.
     */
    void follow(OtherWays otherWays) throws SQLException {
        otherWays.follow();
        boolean grown;
        do {
            grown = followRoutines();
            readTriggers();
            for (CatalogRow trigger : triggers) {
                grown |= add(trigger); // no short circuit: every trigger counts
            }
            grown |= otherWays.follow();
        } while (grown);
    }

    /** The tables that routines seem to change, by the name of a routine that can be called. */
    Map<String, Set<TableId>> changedByName() {
        return changedByName;
    }

    private boolean followRoutines() {
        Map<String, List<WatchedRelationBuilder>> relationsByName = relations.values().stream()
                .collect(Collectors.groupingBy(relation -> relation.id().name()));
        boolean grown = false;
        boolean again = true;
        while (again) {
            again = false;
            for (Routine routine : routines.values()) {
                Set<TableId> tables = changedBy(routine, relationsByName);
                if (!tables.isEmpty()) {
                    again |= changedByRoutine
                            .computeIfAbsent(routine.oid(), oid -> new LinkedHashSet<>())
                            .addAll(tables);
                }
                if (!tables.isEmpty() && routine.callable()) {
                    changedByName
                            .computeIfAbsent(routine.name(), name -> new LinkedHashSet<>())
                            .addAll(tables);
                }
            }
            grown |= again;
        }
        return grown;
    }

    private Set<TableId> changedBy(Routine routine, Map<String, List<WatchedRelationBuilder>> relationsByName) {
        Set<TableId> tables = new LinkedHashSet<>();
        RoutineBody body = routine.body();
        for (RoutineBody.Write write : body.writes()) {
            String schema = write.table().schema();
            Set<TableEvent> events = write.operation() == SqlOperation.DDL ? ALL : TableEvent.of(write.operation());
            relationsByName.getOrDefault(write.table().table(), List.of()).stream()
                    .filter(relation ->
                            schema == null || schema.equals(relation.id().schema()))
                    .forEach(relation -> tables.addAll(relation.changedTables(events, write.columns())));
        }
        body.calls().forEach(name -> tables.addAll(changedByName.getOrDefault(name, Set.of())));
        for (String name : body.dynamicNames()) {
            relationsByName.getOrDefault(name, List.of()).forEach(relation -> tables.addAll(relation.changedTables()));
            tables.addAll(changedByName.getOrDefault(name, Set.of()));
        }
        routine.routines().forEach(oid -> tables.addAll(changedByRoutine.getOrDefault(oid, Set.of())));
        for (long oid : routine.tables()) {
            WatchedRelationBuilder relation = relations.get(oid);
            tables.addAll(relation == null ? Set.of() : relation.changedTables());
        }
        return tables;
    }

    private void readTriggers() throws SQLException {
        Set<Long> unread = new HashSet<>(changedByRoutine.keySet());
        unread.removeAll(readRoutines);
        if (!unread.isEmpty()) {
            readRoutines.addAll(unread);
            triggers.addAll(query.query(CatalogSql.triggersRunning(unread)));
        }
    }

    private boolean add(CatalogRow trigger) {
        WatchedRelationBuilder relation = relations.computeIfAbsent(
                trigger.oid(0), oid -> new WatchedRelationBuilder(CatalogRelation.read(trigger, 0)));
        boolean movesRows = relation.kind() == 'p' || trigger.flag(4);
        TriggerType type = new TriggerType(trigger.number(5));
        Set<TableEvent> events = type.firedBy(movesRows);
        String column = trigger.optional(7);
        boolean grown = false;
        for (TableId table : changedByRoutine.getOrDefault(trigger.oid(6), Set.of())) {
            for (TableEvent event : events) {
                boolean ofColumn = event == TableEvent.UPDATE && column != null;
                grown |= relation.addIndirectChange(
                        Set.of(event),
                        ofColumn ? Set.of(column) : Set.of(),
                        type.runsWithoutCountedRow(),
                        new Mark(table, MarkCause.TRIGGER));
            }
        }
        return grown;
    }
}
