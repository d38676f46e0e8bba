package dev.typesync.parser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the reader found in one statement.
 *
 * @param whole the statement's place in the string, from its first token to the end of its last one
 * @param dml the main INSERT, UPDATE, DELETE or MERGE with its WITH, even inside another statement; null without one
 * @param setColumns null where they cannot be told
 */
record Outline(
        Span whole,
        Operation operation,
        List<Target> targets,
        Certainty certainty,
        @Nullable String reason,
        Parameters parameters,
        Layout layout,
        @Nullable Span dml,
        @Nullable InsertShape insert,
        @Nullable DeleteShape delete,
        List<WithWrite> withWrites,
        @Nullable List<String> setColumns,
        Session session) {
    Outline {
        targets = List.copyOf(targets);
        withWrites = List.copyOf(withWrites);
        setColumns = setColumns == null ? null : List.copyOf(setColumns);
    }

    /** The same, but nothing to rely on: the text may mean something else to the server. */
    Outline doubtful() {
        String why = "it holds a backslash, and standard_conforming_strings is or may be off";
        return new Outline(
                whole,
                operation,
                targets,
                Certainty.OPAQUE,
                why,
                parameters,
                Layout.closed(whole.from(), whole.to()),
                null,
                null,
                null,
                List.of(),
                null,
                session);
    }

    static Outline opaque(Span whole, Parameters parameters, String reason) {
        return new Outline(
                whole,
                Operation.OPAQUE,
                List.of(),
                Certainty.OPAQUE,
                reason,
                parameters,
                Layout.closed(whole.from(), whole.to()),
                null,
                null,
                null,
                List.of(),
                null,
                Session.NONE);
    }
}
