package dev.typesync.parser;

import dev.typesync.parser.plan.Certainty;
import dev.typesync.parser.plan.KeyBindings;
import dev.typesync.parser.plan.LiteralType;
import dev.typesync.parser.plan.ParameterRange;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.SqlValue;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.WriteTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes plans as in the corpus: on one short line, with everything that a reviewer must check. */
final class PlanText {
    private PlanText() {}

    static String of(ParsedSql parsed, List<String> key) {
        return parsed.statements().stream().map(plan -> of(plan, key)).collect(Collectors.joining(" | "));
    }

    private static String of(StatementPlan plan, List<String> key) {
        List<String> parts = new ArrayList<>();
        parts.add(operationAndTargets(plan));
        addKeys(plan, key, parts);
        List<String> set = plan.setColumns();
        if (set == null && plan.operation().writesRows()) {
            parts.add("set unknown");
        } else if (set != null && !set.isEmpty()) {
            parts.add("set " + String.join(" ", set));
        }
        if (plan.hasReturning()) {
            parts.add("returning");
        }
        addSession(plan, parts);
        ParameterRange parameters = plan.parameters();
        if (parameters.count() > 0) {
            parts.add(parameters.count() + " from ?" + parameters.first());
        }
        return String.join("; ", parts);
    }

    private static String operationAndTargets(StatementPlan plan) {
        List<WriteTarget> targets = plan.targets();
        String operation = plan.operation().name();
        if (targets.size() == 1 && targets.get(0).operation() == plan.operation()) {
            return operation + " " + table(targets.get(0));
        }
        return targets.isEmpty()
                ? operation
                : operation
                        + targets.stream()
                                .map(target -> target.operation() + " " + table(target))
                                .collect(Collectors.joining(", ", " [", "]"));
    }

    private static String table(WriteTarget target) {
        String schema = target.name().schema();
        return (target.only() ? "only " : "")
                + (schema == null ? "" : quoted(schema) + ".")
                + quoted(target.name().table())
                + (target.alias() == null ? "" : " as " + quoted(target.alias()))
                + (target.inWith() ? " in with" : "");
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_$]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void addKeys(StatementPlan plan, List<String> key, List<String> parts) {
        if (plan.certainty() == Certainty.OPAQUE && plan.operation() != SqlOperation.OPAQUE) {
            parts.add("OPAQUE");
        }
        if (!plan.operation().writesRows()) {
            return;
        }
        KeyBindings keys = plan.keys(key);
        if (!keys.bound()) {
            parts.add("?");
            return;
        }
        parts.add(rows(keys.rows()));
        if (!keys.old().isEmpty()) {
            parts.add("old " + rows(keys.old()));
        }
    }

    private static String rows(List<Map<String, SqlValue>> rows) {
        return rows.stream()
                .map(row -> row.entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + "=" + value(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}")))
                .collect(Collectors.joining(" "));
    }

    private static String value(SqlValue value) {
        if (value instanceof SqlValue.Parameter parameter) {
            return "?" + parameter.index() + cast(parameter.cast());
        }
        if (value instanceof SqlValue.ArrayParameter array) {
            return "any ?" + array.index();
        }
        if (value instanceof SqlValue.Literal literal) {
            boolean string = literal.type() == LiteralType.STRING;
            String text = literal.text().replace('\n', '⏎').replace('\r', '␍').replace('\t', '⇥');
            return (string ? "'" + text + "'" : text) + cast(literal.cast());
        }
        return "expression";
    }

    private static String cast(String type) {
        return type == null ? "" : "::" + type;
    }

    private static void addSession(StatementPlan plan, List<String> parts) {
        if (plan.transaction() != null) {
            parts.add(plan.transaction() + (plan.transactionName() == null ? "" : " " + plan.transactionName()));
        }
        if (plan.mayMoveSearchPath()) {
            parts.add("path");
        }
        if (plan.prepares() != null) {
            parts.add("prepares " + plan.prepares());
        }
        if (plan.executes() != null) {
            parts.add("executes " + plan.executes());
        }
    }
}
