package dev.typesync.capture.catalog;

import dev.typesync.outbox.TableId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the tables of which a DELETE can be followed through the foreign keys row by row. For one reading of the
 * catalog; not thread-safe.
 */
final class CascadeFinder {
    private final List<ForeignKeyAction> actions;
    private final Set<Long> stopsDeletes = new HashSet<>();
    private final Set<Long> changesUpdates = new HashSet<>();
    private final Set<Long> writesTables = new HashSet<>();

    CascadeFinder(List<ForeignKeyAction> actions) {
        this.actions = actions;
    }

    /** The tables at both ends of the foreign keys. */
    Map<Long, TableId> tables() {
        Map<Long, TableId> tables = new LinkedHashMap<>();
        for (ForeignKeyAction action : actions) {
            tables.put(action.child().oid(), action.child().id());
            tables.put(action.parent().oid(), action.parent().id());
        }
        return tables;
    }

    /**
     * Adds the triggers, which may change what the foreign keys do.
     *
     * @param rows the triggers on {@link #tables} and their partitions
     * @param writing those of these tables that have a trigger which seems to write one of them, or a watched one
     */
    void addTriggers(List<CatalogRow> rows, Set<Long> writing) {
        writesTables.addAll(writing);
        for (CatalogRow row : rows) {
            TriggerType type = new TriggerType(row.number(1));
            if (type.isBeforeRow() && type.events().contains(TableEvent.DELETE)) {
                stopsDeletes.add(row.oid(0));
            }
            if (type.isBeforeUpdate()) {
                changesUpdates.add(row.oid(0));
            }
        }
    }

    /** Gives the table the graph of what a DELETE on it reaches, if that is certain row by row. */
    void addTo(WatchedRelationBuilder table, Map<Long, WatchedRelationBuilder> watched) {
        boolean acts =
                actions.stream().anyMatch(action -> action.parent().oid() == table.oid() && action.actsOnDelete());
        CascadeGraph graph = acts ? new CascadeGraphBuilder(actions, watched, this::isPlain).build(table) : null;
        if (graph != null && !graph.reachesKeys()) {
            table.removeForeignKeyDeletes(); // they were found without regard to columns
        } else {
            table.setCascade(graph);
        }
    }

    /**
     * Whether only the foreign keys decide what happens to the rows.
     *
     * @param deleted the rows are deleted; otherwise they are updated
     */
    private boolean isPlain(long table, boolean deleted) {
        return !writesTables.contains(table)
                && !(deleted ? stopsDeletes.contains(table) : changesUpdates.contains(table));
    }
}
