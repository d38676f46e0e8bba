package dev.typesync.parser.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the reader found in one statement.
 *
 * @param whole the statement's place in the string, from its first token to the end of its last one
 * @param dml the main INSERT, UPDATE, DELETE or MERGE with its WITH, even inside another statement; null without one
 * @param setColumns null where they cannot be told
 */
public record StatementOutline(
        TextSpan whole,
        SqlOperation operation,
        List<WriteTarget> targets,
        Certainty certainty,
        @Nullable String reason,
        ParameterRange parameters,
        StatementLayout layout,
        @Nullable TextSpan dml,
        @Nullable InsertShape insert,
        @Nullable DeleteShape delete,
        List<WithWrite> withWrites,
        @Nullable List<String> setColumns,
        SessionCommand session) {
    public StatementOutline {
        targets = List.copyOf(targets);
        withWrites = List.copyOf(withWrites);
        setColumns = setColumns == null ? null : List.copyOf(setColumns);
    }

    /** The same, but nothing to rely on: the text may mean something else to the server. */
    public StatementOutline doubtful() {
        String why = "it holds a backslash, and standard_conforming_strings is or may be off";
        return new StatementOutline(
                whole,
                operation,
                targets,
                Certainty.OPAQUE,
                why,
                parameters,
                StatementLayout.closed(whole.from(), whole.to()),
                null,
                null,
                null,
                List.of(),
                null,
                session);
    }

    public static StatementOutline opaque(TextSpan whole, ParameterRange parameterRange, String reason) {
        return new StatementOutline(
                whole,
                SqlOperation.OPAQUE,
                List.of(),
                Certainty.OPAQUE,
                reason,
                parameterRange,
                StatementLayout.closed(whole.from(), whole.to()),
                null,
                null,
                null,
                List.of(),
                null,
                SessionCommand.NONE);
    }
}
