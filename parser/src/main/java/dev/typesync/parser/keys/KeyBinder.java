package dev.typesync.parser.keys;

import dev.typesync.parser.plan.ConflictAction;
import dev.typesync.parser.plan.InsertShape;
import dev.typesync.parser.plan.KeyBindings;
import dev.typesync.parser.plan.SqlValue;
import dev.typesync.parser.plan.StatementPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells from a statement's values which keys it can change. */
public final class KeyBinder {
    /** A text that names more keys than this is not worth following: asking the database is cheaper. */
    private static final int MOST_ROWS = 1000;

    private static final SqlValue EXPRESSION = new SqlValue.Expression();

    private final StatementPlan plan;
    private final NamedValues namedValues;
    private final List<String> key;

    public KeyBinder(StatementPlan plan, NamedValues namedValues, List<String> key) {
        this.plan = plan;
        this.namedValues = namedValues;
        this.key = key;
    }

    public KeyBindings bind() {
        String reason = namedValues.unbound();
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
        List<Map<String, SqlValue>> rows = new ArrayList<>();
        for (List<SqlValue> values : namedValues.rows()) {
            Map<String, SqlValue> row = new LinkedHashMap<>();
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
        if (insert.conflict() != ConflictAction.UPDATE) {
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
        List<Map<String, SqlValue>> rows = List.of(new LinkedHashMap<>());
        Set<String> missing = new LinkedHashSet<>(key);
        for (Conjunct condition : namedValues.conditions()) {
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
        List<Map<String, SqlValue>> ordered = rows.stream().map(this::ordered).toList();
        return sets() ? changed(ordered) : new KeyBindings(true, ordered, List.of(), null);
    }

    private static List<Map<String, SqlValue>> product(
            List<Map<String, SqlValue>> rows, Conjunct condition, List<String> covered) {
        List<Map<String, SqlValue>> out = new ArrayList<>();
        for (Map<String, SqlValue> row : rows) {
            for (List<SqlValue> tuple : condition.tuples()) {
                Map<String, SqlValue> longer = new LinkedHashMap<>(row);
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

    private Map<String, SqlValue> ordered(Map<String, SqlValue> row) {
        Map<String, SqlValue> ordered = new LinkedHashMap<>();
        key.forEach(column -> ordered.put(column, row.getOrDefault(column, EXPRESSION)));
        return ordered;
    }

    private KeyBindings changed(List<Map<String, SqlValue>> old) {
        Map<String, SqlValue> set = namedValues.set();
        List<Map<String, SqlValue>> rows = new ArrayList<>();
        for (Map<String, SqlValue> row : old) {
            Map<String, SqlValue> next = new LinkedHashMap<>();
            row.forEach((column, value) -> next.put(column, set.getOrDefault(column, value)));
            if (next.containsValue(EXPRESSION)) {
                return KeyBindings.unbound("SET gives a key column no constant");
            }
            rows.add(next);
        }
        return new KeyBindings(true, rows, old, null);
    }
}
