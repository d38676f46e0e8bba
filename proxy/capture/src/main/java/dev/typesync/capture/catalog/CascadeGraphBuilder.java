package dev.typesync.capture.catalog;

import dev.typesync.capture.catalog.CascadeGraph.Edge;
import dev.typesync.capture.catalog.CascadeGraph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the foreign keys from one table. An object builds one graph; not thread-safe. */
final class CascadeGraphBuilder {
    /** A statement that locks the rows of more tables would be unreadable. */
    private static final int MAX_NODES = 24;

    private final List<ForeignKeyAction> actions;
    private final Map<Long, WatchedRelationBuilder> watched;
    private final TriggerCheck triggers;
    private final Map<State, Integer> numbers = new HashMap<>();
    private final List<State> states = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private boolean certain = true;

    /** Whether no trigger interferes with what the foreign keys do to a table's rows. */
    interface TriggerCheck {
        boolean isPlain(long table, boolean deleted);
    }

    /** @param set the columns that are set; null: the rows are deleted */
    private record State(long table, @Nullable Set<String> set) {}

    CascadeGraphBuilder(
            List<ForeignKeyAction> actions, Map<Long, WatchedRelationBuilder> watched, TriggerCheck triggers) {
        this.actions = actions;
        this.watched = watched;
        this.triggers = triggers;
    }

    /** Null if the effects of a DELETE are not certain. */
    @Nullable
    CascadeGraph build(WatchedRelationBuilder table) {
        numbers.put(new State(table.oid(), null), 0);
        states.add(new State(table.oid(), null));
        nodes.add(new Node(table.oid(), table.id(), true, true, table.captures()));
        certain = table.kind() == 'r' && triggers.isPlain(table.oid(), true);
        for (int i = 0; i < states.size() && certain; i++) {
            follow(i, states.get(i));
        }
        return certain ? CascadeGraph.of(nodes, edges) : null;
    }

    private void follow(int from, State state) {
        Set<String> set = state.set();
        for (ForeignKeyAction action : actions) {
            if (action.parent().oid() != state.table()) {
                continue;
            }
            if (set == null && action.actsOnDelete()) {
                addEdge(from, action, action.onDelete() == 'c' ? null : action.setOnDelete());
            } else if (set != null && action.actsOnUpdate(set)) {
                addEdge(from, action, action.setOnUpdate());
            }
        }
    }

    private void addEdge(int from, ForeignKeyAction action, @Nullable Set<String> set) {
        ForeignKeyAction.Side child = action.child();
        certain &= action.parent().plain() && !(from == 0 && action.parent().hasChildren()) && isCertain(child, set);
        Integer number = numbers.get(new State(child.oid(), set));
        if (number == null) {
            number = nodes.size();
            numbers.put(new State(child.oid(), set), number);
            states.add(new State(child.oid(), set));
            WatchedRelationBuilder relation = watched.get(child.oid());
            nodes.add(new Node(
                    child.oid(),
                    child.id(),
                    child.kind() != 'p',
                    set == null,
                    relation == null ? List.of() : relation.captures()));
        }
        edges.add(new Edge(from, number, action.columns()));
        certain &= nodes.size() <= MAX_NODES;
    }

    /** An update can move a row to another partition, and set a key whose new value is unknown beforehand. */
    private boolean isCertain(ForeignKeyAction.Side child, @Nullable Set<String> set) {
        boolean table = child.kind() == 'r' || (child.kind() == 'p' && set == null);
        return table && child.plain() && triggers.isPlain(child.oid(), set == null) && !setsKey(child.oid(), set);
    }

    private boolean setsKey(long table, @Nullable Set<String> set) {
        WatchedRelationBuilder relation = watched.get(table);
        return relation != null && set != null && relation.mayChangeKey(set);
    }
}
