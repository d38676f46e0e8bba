package dev.typesync.capture.catalog;

import dev.typesync.capture.catalog.CascadeGraph.Edge;
import dev.typesync.capture.catalog.CascadeGraph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the foreign keys from one table. For one use. */
final class CascadeGraphBuilder {
    /** Nobody reads a statement that locks the rows of more. */
    private static final int MOST_NODES = 24;

    private final List<ForeignKeyAction> actions;
    private final Map<Long, WatchedRelationBuilder> drafts;
    private final Plainness plainness;
    private final Map<State, Integer> numbers = new HashMap<>();
    private final List<State> states = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private boolean certain = true;

    /** Whether nothing but the foreign keys decides what happens to a table's rows when they are deleted, or updated. */
    interface Plainness {
        boolean of(long table, boolean deleted);
    }

    /** @param set the columns that are set; null: the rows are deleted */
    private record State(long table, @Nullable Set<String> set) {}

    CascadeGraphBuilder(List<ForeignKeyAction> actions, Map<Long, WatchedRelationBuilder> drafts, Plainness plainness) {
        this.actions = actions;
        this.drafts = drafts;
        this.plainness = plainness;
    }

    @Nullable
    CascadeGraph read(WatchedRelationBuilder table) {
        numbers.put(new State(table.oid, null), 0);
        states.add(new State(table.oid, null));
        nodes.add(new Node(table.oid, table.id, true, true, table.captures));
        certain = table.kind == 'r' && plainness.of(table.oid, true);
        for (int i = 0; i < states.size() && certain; i++) {
            follow(i, states.get(i));
        }
        return certain ? new CascadeGraph(nodes, edges, new CascadeDepth(edges, nodes.size()).get()) : null;
    }

    private void follow(int from, State state) {
        Set<String> set = state.set();
        for (ForeignKeyAction action : actions) {
            if (action.parent().oid() != state.table()) {
                continue;
            }
            if (set == null && action.actsOnDelete()) {
                reach(from, action, action.onDelete() == 'c' ? null : action.setOnDelete());
            } else if (set != null && action.actsOnUpdate(set)) {
                reach(from, action, action.setOnUpdate());
            }
        }
    }

    private void reach(int from, ForeignKeyAction action, @Nullable Set<String> set) {
        ForeignKeyAction.Side child = action.child();
        certain &= action.parent().plain() && !(from == 0 && action.parent().hasChildren()) && isCertain(child, set);
        Integer number = numbers.get(new State(child.oid(), set));
        if (number == null) {
            number = nodes.size();
            numbers.put(new State(child.oid(), set), number);
            states.add(new State(child.oid(), set));
            WatchedRelationBuilder draft = drafts.get(child.oid());
            nodes.add(new Node(
                    child.oid(),
                    child.id(),
                    child.kind() != 'p',
                    set == null,
                    draft == null ? List.of() : draft.captures));
        }
        edges.add(new Edge(from, number, action.columns()));
        certain &= nodes.size() <= MOST_NODES;
    }

    /** An update can move a row to another partition, and set a key that cannot be learnt beforehand. */
    private boolean isCertain(ForeignKeyAction.Side child, @Nullable Set<String> set) {
        boolean table = child.kind() == 'r' || (child.kind() == 'p' && set == null);
        return table && child.plain() && plainness.of(child.oid(), set == null) && !setsKey(child.oid(), set);
    }

    private boolean setsKey(long table, @Nullable Set<String> set) {
        WatchedRelationBuilder draft = drafts.get(table);
        if (draft == null || set == null) {
            return false;
        }
        return draft.keyGenerated
                || draft.captures.stream()
                        .flatMap(capture -> capture.key().stream())
                        .anyMatch(column -> set.contains(column.name()));
    }
}
