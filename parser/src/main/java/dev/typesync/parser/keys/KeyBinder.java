package dev.typesync.parser.keys;

import dev.typesync.parser.plan.ConflictAction;
import dev.typesync.parser.plan.DmlParts;
import dev.typesync.parser.plan.InsertShape;
import dev.typesync.parser.plan.KeyBindings;
import dev.typesync.parser.plan.SqlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Determines from the values in a statement's text which keys it can change. Used by one thread for one key. */
public final class KeyBinder {
    /** With more keys in a text than this, a query for the keys is cheaper. */
    private static final int MAX_ROWS = 1000;

    private static final SqlValue EXPRESSION = new SqlValue.Expression();

    private final DmlParts dml;
    private final NamedValues namedValues;
    private final List<String> key;

    /**
     * A binder for one key.
     *
     * @param key the key columns, as in the catalog
     */
    public KeyBinder(DmlParts dml, NamedValues namedValues, List<String> key) {
        this.dml = dml;
        this.namedValues = namedValues;
        this.key = key;
    }

    /** The keys that the statement can change, or why the text does not say. */
    public KeyBindings bind() {
        String reason = namedValues.unboundReason();
        if (reason != null) {
            return KeyBindings.unbound(reason);
        }
        InsertShape insert = dml.insert();
        return insert == null ? bindWhere() : bindRows(insert);
    }

    private KeyBindings bindRows(InsertShape insert) {
        String reason = whyUnbound(insert);
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
                return KeyBindings.unbound("a key value in VALUES is not a constant");
            }
            rows.add(row);
        }
        return new KeyBindings(true, rows, List.of(), null);
    }

    private @Nullable String whyUnbound(InsertShape insert) {
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
        return setsKey() ? "ON CONFLICT sets a key column" : null;
    }

    private boolean setsKey() {
        List<String> columns = dml.setColumns();
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
            if (rows.size() > MAX_ROWS) {
                return KeyBindings.unbound("WHERE names more than " + MAX_ROWS + " keys");
            }
        }
        if (!missing.isEmpty()) {
            return KeyBindings.unbound("WHERE does not compare " + String.join(", ", missing) + " with constants");
        }
        List<Map<String, SqlValue>> ordered =
                rows.stream().map(this::inKeyOrder).toList();
        return setsKey() ? bindKeyChange(ordered) : new KeyBindings(true, ordered, List.of(), null);
    }

    /** Each row combined with each tuple of the condition, in the columns that are still missing. */
    private static List<Map<String, SqlValue>> product(
            List<Map<String, SqlValue>> rows, Conjunct condition, List<String> covered) {
        List<Map<String, SqlValue>> out = new ArrayList<>();
        for (Map<String, SqlValue> row : rows) {
            for (List<SqlValue> tuple : condition.tuples()) {
                Map<String, SqlValue> extended = new LinkedHashMap<>(row);
                for (String column : covered) {
                    extended.put(column, tuple.get(condition.columns().indexOf(column)));
                }
                out.add(extended);
            }
            if (out.size() > MAX_ROWS) {
                return out;
            }
        }
        return out;
    }

    private Map<String, SqlValue> inKeyOrder(Map<String, SqlValue> row) {
        Map<String, SqlValue> ordered = new LinkedHashMap<>();
        key.forEach(column -> ordered.put(column, row.getOrDefault(column, EXPRESSION)));
        return ordered;
    }

    private KeyBindings bindKeyChange(List<Map<String, SqlValue>> old) {
        Map<String, SqlValue> set = namedValues.set();
        List<Map<String, SqlValue>> rows = new ArrayList<>();
        for (Map<String, SqlValue> row : old) {
            Map<String, SqlValue> next = new LinkedHashMap<>();
            row.forEach((column, value) -> next.put(column, set.getOrDefault(column, value)));
            if (next.containsValue(EXPRESSION)) {
                return KeyBindings.unbound("SET gives a key column a value that is not a constant");
            }
            rows.add(next);
        }
        return new KeyBindings(true, rows, old, null);
    }
}
