package dev.typesync.parser.script;

import dev.typesync.parser.plan.Certainty;
import dev.typesync.parser.plan.KeyBindings;
import dev.typesync.parser.plan.LiteralType;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.SqlValue;
import dev.typesync.parser.plan.WriteTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How typesync understands one statement. Explains to users why a change was or was not captured.
 *
 * @param sql the statement as written, without the text around it
 * @param keys the keys of the main target
 * @param returning whether the main verb has a RETURNING
 * @param certainty EXACT if everything that the statement changes is named here, for a write with all its keys
 * @param reason why the certainty is not EXACT
 */
public record Explanation(
        String sql,
        SqlOperation operation,
        List<WriteTarget> targets,
        KeyBindings keys,
        boolean returning,
        Certainty certainty,
        @Nullable String reason) {
    public Explanation {
        targets = List.copyOf(targets);
    }

    /** The explanation as strings, numbers, booleans, lists and maps, in the order in which it is printed as JSON. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("sql", sql);
        map.put("operation", operation.name());
        map.put("targets", targets.stream().map(Explanation::target).toList());
        Map<String, Object> bindings = new LinkedHashMap<>();
        bindings.put("bound", keys.bound());
        bindings.put("rows", rows(keys.rows()));
        bindings.put("old", rows(keys.old()));
        map.put("keys", bindings);
        map.put("returning", returning);
        map.put("certainty", certainty.name());
        map.put("reason", reason);
        return map;
    }

    private static Map<String, @Nullable Object> target(WriteTarget target) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("schema", target.name().schema());
        map.put("table", target.name().table());
        map.put("operation", target.operation().name());
        return map;
    }

    private static List<Map<String, Object>> rows(List<Map<String, SqlValue>> rows) {
        List<Map<String, Object>> out = new ArrayList<>();
        for (Map<String, SqlValue> row : rows) {
            Map<String, Object> columns = new LinkedHashMap<>();
            row.forEach((column, value) -> columns.put(column, value(value)));
            out.add(columns);
        }
        return out;
    }

    private static Map<String, @Nullable Object> value(SqlValue value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (value instanceof SqlValue.Parameter parameter) {
            map.put("param", parameter.index());
        } else if (value instanceof SqlValue.ArrayParameter array) {
            map.put("param", array.index());
            map.put("array", true);
        } else if (value instanceof SqlValue.Literal literal) {
            map.put("literal", literal.type() == LiteralType.NULL ? null : literal.text());
        } else {
            map.put("expression", true);
        }
        return map;
    }
}
