package dev.typesync.parser.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where text can be inserted into a statement. All are UTF-16 offsets into the whole string given to
 * {@code StatementParser.parse}; -1 means that there is no such place. Insert nothing where {@code verb} is -1.
 *
 * @param start first token of the statement, behind leading blanks and comments
 * @param end behind its last token, in front of {@code ;}, trailing blanks and comments
 * @param verb the main verb (INSERT, UPDATE, DELETE, MERGE, SELECT, VALUES, TABLE), equal to start unless there is a
 *     WITH; -1 where the statement is none of these or the verb stands inside EXPLAIN, PREPARE, COPY, CREATE TABLE AS
 * @param withItems where a first WITH item can be put: behind {@code WITH} or {@code WITH RECURSIVE}
 * @param with the own WITH clause, from the word WITH to the end of its last item
 * @param modifyingWith an INSERT, UPDATE, DELETE or MERGE stands in a WITH: in the own one, or, if {@code with} is null, in
 *     one behind the verb
 * @param returning the word RETURNING of the main verb
 * @param returningItems the items of the main verb's RETURNING, each whole ({@code a + b AS c}); without the list
 *     {@code WITH (OLD AS o, NEW AS n)} that PostgreSQL 18 allows in front of them
 * @param mayReturn a RETURNING can be added at {@code end}: the main verb is INSERT, UPDATE or DELETE and has none
 */
public record StatementLayout(
        int start,
        int end,
        int verb,
        int withItems,
        @Nullable TextSpan with,
        boolean modifyingWith,
        int returning,
        List<TextSpan> returningItems,
        boolean mayReturn) {
    public StatementLayout {
        returningItems = List.copyOf(returningItems);
    }

    public static StatementLayout closed(int start, int end) {
        return new StatementLayout(start, end, -1, -1, null, false, -1, List.of(), false);
    }
}
