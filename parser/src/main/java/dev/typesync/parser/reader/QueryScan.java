package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;

/** Finds where queries and WITH lists start and end, and what expressions may call. */
public final class QueryScan {
    /** Words that may be before a parenthesis without being called. */
    private static final String[] NOT_CALLED = {
        "AND",
        "OR",
        "NOT",
        "IN",
        "ANY",
        "ALL",
        "SOME",
        "WHEN",
        "THEN",
        "ELSE",
        "CASE",
        "IS",
        "LIKE",
        "ILIKE",
        "BETWEEN",
        "VALUES",
        "CAST",
        "ROW",
        "COALESCE",
        "NULLIF",
        "GREATEST",
        "LEAST"
    };

    /** Keywords that look like a column where they are alone. */
    private static final String[] VALUE_KEYWORDS = {
        "TRUE",
        "FALSE",
        "NULL",
        "DEFAULT",
        "USER",
        "CURRENT_USER",
        "SESSION_USER",
        "SYSTEM_USER",
        "CURRENT_ROLE",
        "CURRENT_CATALOG",
        "CURRENT_SCHEMA",
        "CURRENT_DATE",
        "CURRENT_TIME",
        "CURRENT_TIMESTAMP",
        "LOCALTIME",
        "LOCALTIMESTAMP"
    };

    private QueryScan() {}

    /** Whether token i is a keyword that has a value, such as {@code NULL} or {@code CURRENT_DATE}. */
    public static boolean isValueKeyword(Tokens tokens, int i) {
        return tokens.isAny(i, VALUE_KEYWORDS);
    }

    /** Whether a query starts inside the parenthesis at i, at any depth. If not, it is a list of names. */
    public static boolean startsInside(Tokens tokens, int i) {
        int at = i + 1;
        while (tokens.is(at, TokenKind.OPEN)) {
            at++;
        }
        return tokens.isAny(at, "SELECT", "WITH", "TABLE")
                || (tokens.is(at, "VALUES") && tokens.is(at + 1, TokenKind.OPEN));
    }

    /** Whether there may be a function call or a sub-query between these tokens. */
    static boolean mayCall(Tokens tokens, int from, int end) {
        for (int i = from; i < end; i++) {
            if (tokens.kind(i) == TokenKind.OPEN && mayCallAt(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayCallAt(Tokens tokens, int open) {
        if (tokens.isAny(open + 1, "SELECT", "WITH", "VALUES", "TABLE")) {
            return true;
        }
        return tokens.isIdentifier(open - 1)
                && !tokens.isAny(open - 1, NOT_CALLED)
                && !tokens.is(open - 2, TokenKind.CAST)
                && !tokens.is(open - 2, "AS");
    }

    /** The token after the WITH list at i, which is the main verb; -1 if it is not a WITH list. */
    public static int afterWith(Tokens tokens, int i) {
        int at = firstItem(tokens, i);
        while (true) {
            at = afterItem(tokens, at);
            if (at < 0 || !tokens.is(at, TokenKind.COMMA)) {
                return at;
            }
            at++;
        }
    }

    /** The first item of the WITH at i. The word RECURSIVE may come before it, or be its name. */
    static int firstItem(Tokens tokens, int i) {
        boolean recursive = tokens.is(i + 1, "RECURSIVE") && tokens.isIdentifier(i + 2) && !tokens.is(i + 2, "AS");
        return recursive ? i + 2 : i + 1;
    }

    /** The token after the item of a WITH list at i; -1 if it is not an item. */
    static int afterItem(Tokens tokens, int i) {
        if (!tokens.isIdentifier(i)) {
            return -1;
        }
        int at = tokens.is(i + 1, TokenKind.OPEN) ? tokens.partner(i + 1) + 1 : i + 1;
        if (!tokens.is(at, "AS")) {
            return -1;
        }
        at++;
        at += tokens.is(at, "NOT") ? 1 : 0;
        at += tokens.is(at, "MATERIALIZED") ? 1 : 0;
        return tokens.is(at, TokenKind.OPEN) ? afterCycle(tokens, afterSearch(tokens, tokens.partner(at) + 1)) : -1;
    }

    /** The token after an optional {@code SEARCH DEPTH FIRST BY a, b SET c}. */
    private static int afterSearch(Tokens tokens, int i) {
        if (!tokens.is(i, "SEARCH") || !tokens.is(i + 2, "FIRST") || !tokens.is(i + 3, "BY")) {
            return i;
        }
        return afterColumns(tokens, i + 4) + 2;
    }

    /** The token after an optional {@code CYCLE a, b SET c TO x DEFAULT y USING d}. */
    private static int afterCycle(Tokens tokens, int i) {
        if (!tokens.is(i, "CYCLE")) {
            return i;
        }
        int at = afterColumns(tokens, i + 1) + 2;
        while (at < tokens.size() && !tokens.is(at, "USING") && !tokens.is(at, TokenKind.SEMICOLON)) {
            at++;
        }
        return at + 2;
    }

    private static int afterColumns(Tokens tokens, int i) {
        int at = i + 1;
        while (tokens.is(at, TokenKind.COMMA)) {
            at += 2;
        }
        return at;
    }
}
