package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.TableName;
import org.jspecify.annotations.Nullable;

/** Reads the statements that create a table from a query. */
final class CreateTableReader {
    private static final String[] PERSISTENCE = {"GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED"};
    private static final String[] AFTER_NAME = {
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

    /** The table named after the INTO of a SELECT; null if it is invalid. */
    static @Nullable TableName intoTable(Tokens tokens, int i) {
        int at = i;
        while (tokens.isAny(at, PERSISTENCE) && tokens.isIdentifier(at + 1) && !tokens.isAny(at + 1, AFTER_NAME)) {
            at++;
        }
        if (tokens.is(at, "TABLE")) {
            at++;
        }
        RelationReference relation = RelationReference.name(tokens, at);
        return relation == null ? null : relation.name();
    }

    /** The parts of {@code CREATE TABLE name … AS query}; null if the CREATE is another one. */
    static @Nullable TableAs tableAs(Tokens tokens, int create, int end) {
        int at = create + 1;
        while (tokens.isAny(at, PERSISTENCE)) {
            at++;
        }
        if (!tokens.is(at, "TABLE")) {
            return null;
        }
        boolean ifNotExists = tokens.is(at + 1, "IF") && tokens.is(at + 2, "NOT") && tokens.is(at + 3, "EXISTS");
        RelationReference relation = RelationReference.name(tokens, ifNotExists ? at + 4 : at + 1);
        if (relation == null) {
            return null;
        }
        for (int i = relation.next(); i < end; i = tokens.next(i)) {
            if (tokens.is(i, "AS")) {
                return new TableAs(relation.name(), i + 1);
            }
        }
        return null;
    }

    /** @param query the first token of the query, or EXECUTE */
    record TableAs(TableName name, int query) {}
}
