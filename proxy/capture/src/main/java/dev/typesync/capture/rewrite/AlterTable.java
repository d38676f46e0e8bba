package dev.typesync.capture.rewrite;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import java.util.Locale;
import java.util.Set;

/**
 * The actions of an ALTER TABLE. An action that is not known to leave rows and key as they are counts as a change.
 * Follows the manual's page on ALTER TABLE of PostgreSQL 14 to 18.
 */
final class AlterTable {
    /** Types without a default of their own, which a domain can have, and without a sequence. */
    private static final Set<String> PLAIN_TYPES = Set.of(
            "bigint",
            "bit",
            "bool",
            "boolean",
            "bytea",
            "char",
            "character",
            "cidr",
            "date",
            "dec",
            "decimal",
            "double",
            "float",
            "float4",
            "float8",
            "inet",
            "int",
            "int2",
            "int4",
            "int8",
            "integer",
            "interval",
            "json",
            "jsonb",
            "macaddr",
            "money",
            "numeric",
            "point",
            "real",
            "smallint",
            "text",
            "time",
            "timestamp",
            "timestamptz",
            "timetz",
            "tsvector",
            "uuid",
            "varchar",
            "xml");

    private static final String[] WITHOUT_EFFECT = {
        "VALIDATE", "CLUSTER", "OWNER", "REPLICA", "RESET", "OF", "NOT", "ENABLE", "DISABLE", "FORCE"
    };

    private AlterTable() {}

    /**
     * Whether one of the actions may change rows, what they show, or the key.
     *
     * @param first the token after the word TABLE
     */
    static boolean mayChangeRows(Tokens tokens, int first) {
        int action = afterName(tokens, first);
        while (action < tokens.size()) {
            int end = endOfAction(tokens, action);
            if (mayChangeRows(tokens, action, end)) {
                return true;
            }
            action = end + 1;
        }
        return false;
    }

    /** The token after an optional IF EXISTS, an optional ONLY, and a name that can have a schema. */
    static int afterName(Tokens tokens, int first) {
        int i = first;
        if (tokens.is(i, "IF")) {
            i += 2;
        }
        if (tokens.is(i, "ONLY")) {
            i++;
        }
        i = tokens.is(i, TokenKind.OPEN) ? next(tokens, i) : i + 1;
        while (tokens.is(i, TokenKind.DOT)) {
            i += 2;
        }
        return tokens.isOperator(i, '*') ? i + 1 : i;
    }

    private static int endOfAction(Tokens tokens, int from) {
        int i = from;
        while (i < tokens.size() && !tokens.is(i, TokenKind.COMMA)) {
            i = next(tokens, i);
        }
        return i;
    }

    /** The token after i, or after the parentheses that open at i. */
    private static int next(Tokens tokens, int i) {
        return Math.max(i, tokens.partner(i)) + 1;
    }

    private static boolean mayChangeRows(Tokens tokens, int action, int end) {
        if (tokens.is(action, "ADD")) {
            return addsMoreThanNulls(tokens, action + 1, end);
        }
        if (tokens.is(action, "ALTER")) {
            return altersValues(tokens, action + 1);
        }
        if (tokens.is(action, "RENAME")) {
            return !tokens.is(action + 1, "CONSTRAINT");
        }
        if (tokens.is(action, "SET")) {
            return tokens.is(action + 1, "SCHEMA");
        }
        if (tokens.is(action, "NO")) {
            return !tokens.is(action + 1, "FORCE");
        }
        return !tokens.isAny(action, WITHOUT_EFFECT);
    }

    /** Not for a constraint other than a primary key, and not for a column that is NULL in all rows. */
    private static boolean addsMoreThanNulls(Tokens tokens, int first, int end) {
        int i = tokens.is(first, "CONSTRAINT") ? first + 2 : first;
        if (tokens.isAny(i, "CHECK", "UNIQUE", "FOREIGN", "NOT") || isExclusion(tokens, i)) {
            return false;
        }
        if (tokens.is(i, "COLUMN")) {
            i++;
        }
        if (tokens.is(i, "IF")) {
            i += 3;
        }
        int type = i + 1;
        if (!tokens.is(type, TokenKind.WORD)
                || !PLAIN_TYPES.contains(tokens.text(type).toLowerCase(Locale.ROOT))) {
            return true;
        }
        for (int further = type + 1; further < end; further++) {
            if (tokens.isAny(further, "DEFAULT", "GENERATED", "PRIMARY")) {
                return true;
            }
        }
        return false;
    }

    /** A column can have this name too. */
    private static boolean isExclusion(Tokens tokens, int exclude) {
        return tokens.is(exclude, "EXCLUDE")
                && (tokens.is(exclude + 1, "USING") || tokens.is(exclude + 1, TokenKind.OPEN));
    }

    private static boolean altersValues(Tokens tokens, int first) {
        if (tokens.is(first, "CONSTRAINT")) {
            return false;
        }
        int action = tokens.is(first, "COLUMN") ? first + 2 : first + 1;
        if (tokens.is(action, "SET")) {
            return tokens.isAny(action + 1, "DATA", "EXPRESSION");
        }
        if (tokens.is(action, "DROP")) {
            return tokens.is(action + 1, "EXPRESSION");
        }
        return !tokens.isAny(action, "ADD", "RESET", "RESTART");
    }
}
