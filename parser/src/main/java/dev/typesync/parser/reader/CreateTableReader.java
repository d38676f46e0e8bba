package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.TableName;
import org.jspecify.annotations.Nullable;

/** The statements that create a table from a query. */
final class CreateTableReader {
    private static final String[] PERSISTENCE = {"GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED"};
    private static final String[] BEHIND_NAME = {
        "FROM",
        "WHERE",
        "GROUP",
        "HAVING",
        "WINDOW",
        "UNION",
        "INTERSECT",
        "EXCEPT",
        "ORDER",
        "LIMIT",
        "OFFSET",
        "FETCH",
        "FOR"
    };

    private CreateTableReader() {}

    /** The table named behind the INTO of a SELECT. */
    static @Nullable TableName intoTable(Tokens tokens, int i) {
        int at = i;
        while (tokens.isAny(at, PERSISTENCE) && tokens.isIdentifier(at + 1) && !tokens.isAny(at + 1, BEHIND_NAME)) {
            at++;
        }
        if (tokens.is(at, "TABLE")) {
            at++;
        }
        RelationReference relationReference = RelationReference.name(tokens, at, false);
        return relationReference == null ? null : relationReference.name();
    }

    /** {@code CREATE TABLE name … AS query}: the name and where the query begins; null if it is not that. */
    static @Nullable TableAs tableAs(Tokens tokens, int create, int end) {
        int at = create + 1;
        while (tokens.isAny(at, PERSISTENCE)) {
            at++;
        }
        if (!tokens.is(at, "TABLE")) {
            return null;
        }
        boolean optional = tokens.is(at + 1, "IF") && tokens.is(at + 2, "NOT") && tokens.is(at + 3, "EXISTS");
        RelationReference relationReference = RelationReference.name(tokens, optional ? at + 4 : at + 1, false);
        if (relationReference == null) {
            return null;
        }
        for (int i = relationReference.next(); i < end; i = tokens.next(i)) {
            if (tokens.is(i, "AS")) {
                return new TableAs(relationReference.name(), i + 1);
            }
        }
        return null;
    }

    /** @param query the first token of the query, or EXECUTE */
    record TableAs(TableName name, int query) {}
}
