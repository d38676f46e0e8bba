package dev.typesync.parser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells from a statement's values which keys it can change. */
final class KeyBinder {
    /** A text that names more keys than this is not worth following: asking the database is cheaper. */
    private static final int MOST_ROWS = 1000;

    private static final Value EXPRESSION = new Value.Expression();

    private final StatementPlan plan;
    private final Bindings bindings;
    private final List<String> key;

    KeyBinder(StatementPlan plan, Bindings bindings, List<String> key) {
        this.plan = plan;
        this.bindings = bindings;
        this.key = key;
    }

    KeyBindings bind() {
        String reason = bindings.unbound();
        if (reason != null) {
            return KeyBindings.unbound(reason);
        }
        InsertShape insert = plan.insert();
        return insert == null ? bindWhere() : bindRows(insert);
    }

    private KeyBindings bindRows(InsertShape insert) {
        String reason = refusal(insert);
        if (reason != null) {
            return KeyBindings.unbound(reason);
        }
        List<Map<String, Value>> rows = new ArrayList<>();
        for (List<Value> values : bindings.rows()) {
            Map<String, Value> row = new LinkedHashMap<>();
            for (String column : key) {
                row.put(column, values.get(insert.columns().indexOf(column)));
            }
            if (row.containsValue(EXPRESSION)) {
                return KeyBindings.unbound("the key in VALUES is no constant");
            }
            rows.add(row);
        }
        return new KeyBindings(true, rows, List.of(), null);
    }

    private @Nullable String refusal(InsertShape insert) {
        List<String> columns = insert.columns();
        if (!columns.containsAll(key) || new HashSet<>(columns).size() != columns.size()) {
            return "a key column is not in the list of columns";
        }
        if (insert.conflict() != Conflict.UPDATE) {
            return null;
        }
        if (!Set.copyOf(insert.conflictColumns()).equals(Set.copyOf(key))) {
            return "ON CONFLICT may update a row with another key";
        }
        return sets() ? "ON CONFLICT sets a key column" : null;
    }

    private boolean sets() {
        List<String> columns = plan.setColumns();
        return columns == null || key.stream().anyMatch(columns::contains);
    }

    private KeyBindings bindWhere() {
        List<Map<String, Value>> rows = List.of(new LinkedHashMap<>());
        Set<String> missing = new LinkedHashSet<>(key);
        for (Conjunct condition : bindings.conditions()) {
            List<String> covered = condition.columns().stream()
                    .filter(missing::contains)
                    .distinct()
                    .toList();
            if (!covered.isEmpty()) {
                rows = product(rows, condition, covered);
                covered.forEach(missing::remove);
            }
            if (rows.size() > MOST_ROWS) {
                return KeyBindings.unbound("WHERE names more than " + MOST_ROWS + " keys");
            }
        }
        if (!missing.isEmpty()) {
            return KeyBindings.unbound("WHERE does not compare " + String.join(", ", missing) + " with constants");
        }
        List<Map<String, Value>> ordered = rows.stream().map(this::ordered).toList();
        return sets() ? changed(ordered) : new KeyBindings(true, ordered, List.of(), null);
    }

    private static List<Map<String, Value>> product(
            List<Map<String, Value>> rows, Conjunct condition, List<String> covered) {
        List<Map<String, Value>> out = new ArrayList<>();
        for (Map<String, Value> row : rows) {
            for (List<Value> tuple : condition.tuples()) {
                Map<String, Value> longer = new LinkedHashMap<>(row);
                for (String column : covered) {
                    longer.put(column, tuple.get(condition.columns().indexOf(column)));
                }
                out.add(longer);
            }
            if (out.size() > MOST_ROWS) {
                return out;
            }
        }
        return out;
    }

    private Map<String, Value> ordered(Map<String, Value> row) {
        Map<String, Value> ordered = new LinkedHashMap<>();
        key.forEach(column -> ordered.put(column, row.getOrDefault(column, EXPRESSION)));
        return ordered;
    }

    private KeyBindings changed(List<Map<String, Value>> old) {
        Map<String, Value> set = bindings.set();
        List<Map<String, Value>> rows = new ArrayList<>();
        for (Map<String, Value> row : old) {
            Map<String, Value> next = new LinkedHashMap<>();
            row.forEach((column, value) -> next.put(column, set.getOrDefault(column, value)));
            if (next.containsValue(EXPRESSION)) {
                return KeyBindings.unbound("SET gives a key column no constant");
            }
            rows.add(next);
        }
        return new KeyBindings(true, rows, old, null);
    }
}
