package dev.typesync.capture;

import dev.typesync.outbox.TableId;
import dev.typesync.parser.Operation;
import dev.typesync.parser.RoutineBody;
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
    static final String CAUSE = "trigger";

    private static final Set<RowEvent> ALL = Set.of(RowEvent.values());

    private final Catalog catalog;
    private final RoutineReader reader;
    private final Map<Long, RelationDraft> drafts;
    private final Map<Routine, Set<TableId>> reached = new HashMap<>();
    private final Map<String, Set<TableId>> reachedByName = new HashMap<>();
    private final Set<Long> asked = new HashSet<>();
    private final List<Row> triggers = new ArrayList<>();

    /** Adds to the drafts what reaches one of them by other ways than routines; tells whether there was something. */
    interface OtherWays {
        boolean follow() throws SQLException;
    }

    IndirectWrites(Catalog catalog, RoutineReader reader, Map<Long, RelationDraft> drafts) {
        this.catalog = catalog;
        this.reader = reader;
        this.drafts = drafts;
    }

    /** Adds to the drafts every relation with a trigger from which one of them is reached. It ends: their number does. */
    void follow(OtherWays ways) throws SQLException {
        boolean grown = true;
        while (grown) {
            reader.readMentioning(names());
            grown = reachAll();
            readTriggers();
            for (Row trigger : triggers) {
                grown |= add(trigger); // every trigger is tried
            }
            grown |= ways.follow();
        }
    }

    /** By the name of a routine: what one of that name seems to change. */
    Map<String, Set<TableId>> routines() {
        return reachedByName;
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>(reachedByName.keySet());
        drafts.values().stream()
                .filter(draft -> !draft.changed().isEmpty())
                .forEach(draft -> names.add(draft.id.name()));
        return names;
    }

    private boolean reachAll() {
        Map<String, List<RelationDraft>> byName =
                drafts.values().stream().collect(Collectors.groupingBy(draft -> draft.id.name()));
        boolean grown = false;
        boolean again = true;
        while (again) {
            again = false;
            for (Routine routine : reader.routines()) {
                Set<TableId> tables = reachedBy(routine.body(), byName);
                if (!tables.isEmpty()) {
                    again |= reached.computeIfAbsent(routine, key -> new LinkedHashSet<>())
                            .addAll(tables);
                    reachedByName
                            .computeIfAbsent(routine.name(), key -> new LinkedHashSet<>())
                            .addAll(tables);
                }
            }
            grown |= again;
        }
        return grown;
    }

    private Set<TableId> reachedBy(RoutineBody body, Map<String, List<RelationDraft>> byName) {
        Set<TableId> tables = new LinkedHashSet<>();
        for (RoutineBody.Write write : body.writes()) {
            String schema = write.table().schema();
            Set<RowEvent> events = write.operation() == Operation.DDL ? ALL : RowEvent.of(write.operation());
            byName.getOrDefault(write.table().table(), List.of()).stream()
                    .filter(draft -> schema == null || schema.equals(draft.id.schema()))
                    .forEach(draft -> tables.addAll(draft.changedBy(events, write.columns())));
        }
        body.calls().forEach(name -> tables.addAll(reachedByName.getOrDefault(name, Set.of())));
        for (String name : body.dynamic()) {
            byName.getOrDefault(name, List.of()).forEach(draft -> tables.addAll(draft.changed()));
            tables.addAll(reachedByName.getOrDefault(name, Set.of()));
        }
        return tables;
    }

    private void readTriggers() throws SQLException {
        Set<Long> unknown = reached.keySet().stream().map(Routine::oid).collect(Collectors.toSet());
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            asked.addAll(unknown);
            triggers.addAll(catalog.query(CatalogQueries.triggersRunning(unknown)));
        }
    }

    private boolean add(Row trigger) {
        RelationDraft draft = drafts.computeIfAbsent(
                trigger.oid(0),
                oid -> new RelationDraft(
                        oid,
                        new TableId(trigger.text(1), trigger.text(2)),
                        trigger.text(3).charAt(0)));
        int before = draft.effects.size();
        Set<RowEvent> events = new TriggerType(trigger.number(4)).events();
        reached.forEach((routine, tables) -> {
            if (routine.oid() == trigger.oid(5)) {
                tables.forEach(table -> draft.affects(events, Set.of(), table, CAUSE));
            }
        });
        return draft.effects.size() > before;
    }
}
