package dev.typesync.parser.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where text can be inserted into a statement. All places are UTF-16 offsets into the whole text given to
 * {@code StatementParser.parse}; -1 means that there is no such place. Nothing may be inserted if {@code verb} is -1.
 *
 * @param start the first token, after leading blanks and comments
 * @param end the offset after the last token, before {@code ;}, trailing blanks and comments
 * @param verb the main verb (INSERT, UPDATE, DELETE, MERGE, SELECT, VALUES, TABLE), which is at the start unless there
 *     is a WITH; -1 for other statements and for a verb inside EXPLAIN, PREPARE, COPY and CREATE TABLE AS
 * @param withItems where a first item of WITH can be inserted: after {@code WITH} or {@code WITH RECURSIVE}
 * @param with the statement's WITH clause, from the word WITH to the end of its last item
 * @param modifyingWith whether a WITH has an INSERT, UPDATE, DELETE or MERGE: the statement's WITH, or, if {@code with}
 *     is null, one after the verb
 * @param returning the word RETURNING of the main verb
 * @param returningItems the items of that RETURNING, each with its label ({@code a + b AS c}); without the list
 *     {@code WITH (OLD AS o, NEW AS n)} that PostgreSQL 18 allows before them
 * @param mayReturn whether a RETURNING can be added at {@code end}: the main verb is INSERT, UPDATE or DELETE, and has
 *     none
 */
public record ClausePositions(
        int start,
        int end,
        int verb,
        int withItems,
        @Nullable TextSpan with,
        boolean modifyingWith,
        int returning,
        List<TextSpan> returningItems,
        boolean mayReturn) {
    public ClausePositions {
        returningItems = List.copyOf(returningItems);
    }

    /** The positions of a statement that has no place for insertions. */
    public static ClausePositions withoutPlaces(TextSpan span) {
        return new ClausePositions(span.from(), span.to(), -1, -1, null, false, -1, List.of(), false);
    }

    /** The positions of the statement around this one: nothing can be inserted, but the RETURNING inside counts. */
    public ClausePositions inside(TextSpan outer) {
        return new ClausePositions(
                outer.from(), outer.to(), -1, -1, null, modifyingWith, returning, returningItems, false);
    }

    /** The whole statement. */
    public TextSpan span() {
        return new TextSpan(start, end);
    }
}
