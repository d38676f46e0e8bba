package dev.typesync.parser.plan;

import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.reader.ClauseFinder;
import dev.typesync.parser.reader.RelationReference;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a DELETE that a SELECT of the same rows has as well. All keep the order of the text.
 *
 * @param relation the table with {@code ONLY}, {@code *} and its alias
 * @param using the list behind USING; null without one
 * @param where the condition behind WHERE; null without one
 */
public record DeleteShape(
        TextSpan relation,
        @Nullable TextSpan using,
        @Nullable TextSpan where) {
    /**
     * The parts of the DELETE whose table stands at token {@code from} and whose RETURNING, or end, at {@code end}; null
     * for {@code WHERE CURRENT OF}.
     */
    public static @Nullable DeleteShape read(Tokens tokens, int from, RelationReference relationReference, int end) {
        int where = ClauseFinder.find(tokens, relationReference.next(), end, "WHERE");
        int behindTables = where < 0 ? end : where;
        boolean using = ClauseFinder.begins(tokens, relationReference.next(), "USING");
        boolean current = where >= 0 && tokens.is(where + 1, "CURRENT") && tokens.is(where + 2, "OF");
        if (current || (!using && relationReference.next() != behindTables) || (where >= 0 && where + 1 >= end)) {
            return null;
        }
        return new DeleteShape(
                span(tokens, from, relationReference.next()),
                using && relationReference.next() + 1 < behindTables
                        ? span(tokens, relationReference.next() + 1, behindTables)
                        : null,
                where < 0 ? null : span(tokens, where + 1, end));
    }

    private static TextSpan span(Tokens tokens, int first, int end) {
        return new TextSpan(tokens.from(first), tokens.to(end - 1));
    }
}
