package dev.typesync.cli;

import dev.typesync.parser.plan.KeyBindings;
import dev.typesync.parser.plan.SqlValue;
import dev.typesync.parser.script.Explanation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats an explanation for people: the statement in one line, and below it its meaning. */
final class ExplanationText {
    private static final int MAX_LINE_LENGTH = 100;

    private ExplanationText() {}

    static String of(Explanation explanation) {
        String targets = explanation.targets().stream()
                .map(target -> target.operation() + " " + target.name())
                .collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder(shortened(explanation.sql()))
                .append(System.lineSeparator())
                .append("    ")
                .append(targets.isEmpty() ? explanation.operation().name() : targets)
                .append("; ")
                .append(explanation.certainty());
        if (explanation.reason() != null) {
            text.append(": ").append(explanation.reason());
        }
        if (explanation.returning()) {
            text.append("; it has its own RETURNING");
        }
        return text.append(keys(explanation.keys())).toString();
    }

    private static String shortened(String sql) {
        String line = sql.lines().map(String::strip).collect(Collectors.joining(" "));
        return line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) + "…" : line;
    }

    private static String keys(KeyBindings keys) {
        if (!keys.bound()) {
            return "";
        }
        return "; key " + rows(keys.rows()) + (keys.old().isEmpty() ? "" : ", before " + rows(keys.old()));
    }

    private static String rows(List<Map<String, SqlValue>> rows) {
        return rows.stream()
                .map(row -> row.entrySet().stream()
                        .map(column -> column.getKey() + "=" + value(column.getValue()))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining(" | "));
    }

    private static String value(SqlValue value) {
        if (value instanceof SqlValue.Parameter parameter) {
            return "?" + parameter.index();
        }
        if (value instanceof SqlValue.ArrayParameter array) {
            return "any(?" + array.index() + ")";
        }
        return value instanceof SqlValue.Literal literal ? literal.text() : "(expression)";
    }
}
