package dev.typesync.parser.plan;

import java.util.List;

/** The statements of a text, in order. Empty ones (blanks, comments, a lone {@code ;}) are left out. */
public record ParsedSql(List<StatementPlan> statements) {
    public ParsedSql {
        statements = List.copyOf(statements);
    }
}
