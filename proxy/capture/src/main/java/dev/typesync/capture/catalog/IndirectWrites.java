package dev.typesync.capture.catalog;

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
 * Follows from the watched relations back to what writes them: routines, routines that call those, triggers that run
 * them, and whatever writes the tables of such triggers, over any number of steps. For one reading of the catalog.
 */
final class IndirectWrites {
    private static final Set<TableEvent> ALL = Set.of(TableEvent.values());

    private final CatalogQuery catalogQuery;
    private final Map<Long, Routine> routines;
    private final Map<Long, WatchedRelationBuilder> drafts;
    private final Map<Long, Set<TableId>> reached = new HashMap<>(); // by routine
    private final Map<String, Set<TableId>> reachedByName = new HashMap<>();
    private final Set<Long> asked = new HashSet<>();
    private final List<CatalogRow> triggers = new ArrayList<>();

    /** Adds to the drafts what reaches one of them by other ways than routines; tells whether there was something. */
    interface OtherWays {
        boolean follow() throws SQLException;
    }

    IndirectWrites(CatalogQuery catalogQuery, Map<Long, Routine> routines, Map<Long, WatchedRelationBuilder> drafts) {
        this.catalogQuery = catalogQuery;
        this.routines = routines;
        this.drafts = drafts;
    }

    /** Adds to the drafts every relation with a trigger from which one of them is reached. It ends: their number does. */
    void follow(OtherWays ways) throws SQLException {
        ways.follow();
        boolean grown;
        do {
            grown = reachAll();
            readTriggers();
            for (CatalogRow trigger : triggers) {
                grown |= add(trigger); // every trigger is tried
            }
            grown |= ways.follow();
        } while (grown);
    }

    /** By the name of a routine that can be called: what one of that name seems to change. */
    Map<String, Set<TableId>> routines() {
        return reachedByName;
    }

    private boolean reachAll() {
        Map<String, List<WatchedRelationBuilder>> byName =
                drafts.values().stream().collect(Collectors.groupingBy(draft -> draft.id.name()));
        boolean grown = false;
        boolean again = true;
        while (again) {
            again = false;
            for (Routine routine : routines.values()) {
                Set<TableId> tables = reachedBy(routine, byName);
                if (!tables.isEmpty()) {
                    again |= reached.computeIfAbsent(routine.oid(), oid -> new LinkedHashSet<>())
                            .addAll(tables);
                }
                if (!tables.isEmpty() && routine.callable()) {
                    reachedByName
                            .computeIfAbsent(routine.name(), name -> new LinkedHashSet<>())
                            .addAll(tables);
                }
            }
            grown |= again;
        }
        return grown;
    }

    private Set<TableId> reachedBy(Routine routine, Map<String, List<WatchedRelationBuilder>> byName) {
        Set<TableId> tables = new LinkedHashSet<>();
        RoutineBody body = routine.body();
        for (RoutineBody.Write write : body.writes()) {
            String schema = write.table().schema();
            Set<TableEvent> events = write.operation() == SqlOperation.DDL ? ALL : TableEvent.of(write.operation());
            byName.getOrDefault(write.table().table(), List.of()).stream()
                    .filter(draft -> schema == null || schema.equals(draft.id.schema()))
                    .forEach(draft -> tables.addAll(draft.changedBy(events, write.columns())));
        }
        body.calls().forEach(name -> tables.addAll(reachedByName.getOrDefault(name, Set.of())));
        for (String name : body.dynamic()) {
            byName.getOrDefault(name, List.of()).forEach(draft -> tables.addAll(draft.changed()));
            tables.addAll(reachedByName.getOrDefault(name, Set.of()));
        }
        routine.routines().forEach(oid -> tables.addAll(reached.getOrDefault(oid, Set.of())));
        for (long oid : routine.tables()) {
            WatchedRelationBuilder draft = drafts.get(oid);
            tables.addAll(draft == null ? Set.of() : draft.changed());
        }
        return tables;
    }

    private void readTriggers() throws SQLException {
        Set<Long> unknown = new HashSet<>(reached.keySet());
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            asked.addAll(unknown);
            triggers.addAll(catalogQuery.query(CatalogSql.triggersRunning(unknown)));
        }
    }

    private boolean add(CatalogRow trigger) {
        WatchedRelationBuilder draft = drafts.computeIfAbsent(
                trigger.oid(0),
                oid -> new WatchedRelationBuilder(
                        oid,
                        new TableId(trigger.text(1), trigger.text(2)),
                        trigger.text(3).charAt(0)));
        int before = draft.effects.size();
        boolean moves = draft.kind == 'p' || trigger.flag(4);
        Set<TableEvent> events = new TriggerType(trigger.number(5)).firedBy(moves);
        String column = trigger.optional(7);
        for (TableId table : reached.getOrDefault(trigger.oid(6), Set.of())) {
            for (TableEvent event : events) {
                boolean ofColumn = event == TableEvent.UPDATE && column != null;
                draft.affects(Set.of(event), ofColumn ? Set.of(column) : Set.of(), table, MarkCause.TRIGGER);
            }
        }
        return draft.effects.size() > before;
    }
}
