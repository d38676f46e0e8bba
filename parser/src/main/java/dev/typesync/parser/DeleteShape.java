package dev.typesync.parser;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a DELETE that a SELECT of the same rows has as well. All keep the order of the text.
 *
 * @param relation the table with {@code ONLY}, {@code *} and its alias
 * @param using the list behind USING; null without one
 * @param where the condition behind WHERE; null without one
 */
public record DeleteShape(
        Span relation, @Nullable Span using, @Nullable Span where) {
    /**
     * The parts of the DELETE whose table stands at token {@code from} and whose RETURNING, or end, at {@code end}; null
     * for {@code WHERE CURRENT OF}.
     */
    static @Nullable DeleteShape read(Tokens tokens, int from, Relation relation, int end) {
        int where = Clauses.find(tokens, relation.next(), end, "WHERE");
        int behindTables = where < 0 ? end : where;
        boolean using = Clauses.begins(tokens, relation.next(), "USING");
        boolean current = where >= 0 && tokens.is(where + 1, "CURRENT") && tokens.is(where + 2, "OF");
        if (current || (!using && relation.next() != behindTables) || (where >= 0 && where + 1 >= end)) {
            return null;
        }
        return new DeleteShape(
                span(tokens, from, relation.next()),
                using && relation.next() + 1 < behindTables ? span(tokens, relation.next() + 1, behindTables) : null,
                where < 0 ? null : span(tokens, where + 1, end));
    }

    private static Span span(Tokens tokens, int first, int end) {
        return new Span(tokens.from(first), tokens.to(end - 1));
    }
}
