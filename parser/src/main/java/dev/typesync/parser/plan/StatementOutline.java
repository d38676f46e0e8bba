package dev.typesync.parser.plan;

import java.util.List;

/**
 * What the first reading of a statement finds: its operation, its tables and the places of its clauses, but no values.
 * {@code OutlineBuilder} collects it, {@link StatementPlan} presents it. Immutable.
 *
 * @param parameters the placeholders of the statement
 */
public record StatementOutline(
        StatementAction action,
        ParameterRange parameters,
        ClausePositions clauses,
        DmlParts dml,
        SessionCommand session) {
    /** The outline of a statement of which nothing but its place is known. */
    public static StatementOutline opaque(TextSpan span, ParameterRange parameters, String reason) {
        return new StatementOutline(
                new StatementAction(SqlOperation.OPAQUE, List.of(), Certainty.OPAQUE, reason),
                parameters,
                ClausePositions.withoutPlaces(span),
                DmlParts.UNKNOWN,
                SessionCommand.NONE);
    }

    /** This outline for a text that may mean something else to the server. Operation and targets are only a guess. */
    public StatementOutline asUncertain(String reason) {
        return new StatementOutline(
                new StatementAction(action.operation(), action.targets(), Certainty.OPAQUE, reason),
                parameters,
                ClausePositions.withoutPlaces(clauses.span()),
                DmlParts.UNKNOWN,
                session);
    }
}
