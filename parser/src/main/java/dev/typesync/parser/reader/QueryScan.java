package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;

/** Where queries begin, and what they may call. */
public final class QueryScan {
    /** Words that stand in front of a parenthesis without calling anything. */
    private static final String[] NO_CALL = {
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

    private QueryScan() {}

    /** Whether a query, however deep in parentheses, begins behind the opening one at i; else it is a list of names. */
    public static boolean beginsInside(Tokens tokens, int i) {
        int at = i + 1;
        while (tokens.is(at, TokenKind.OPEN)) {
            at++;
        }
        return tokens.isAny(at, "SELECT", "WITH", "TABLE")
                || (tokens.is(at, "VALUES") && tokens.is(at + 1, TokenKind.OPEN));
    }

    /** Whether something between these tokens could be a function's call or a sub-query. */
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
                && !tokens.isAny(open - 1, NO_CALL)
                && !tokens.is(open - 2, TokenKind.CAST)
                && !tokens.is(open - 2, "AS");
    }

    /** Behind the WITH list that begins at i: its main verb; -1 if it is no WITH list. */
    public static int behindWith(Tokens tokens, int i) {
        int at = firstItem(tokens, i);
        while (true) {
            at = behindItem(tokens, at);
            if (at < 0 || !tokens.is(at, TokenKind.COMMA)) {
                return at;
            }
            at++;
        }
    }

    /** The first item of the WITH at i, behind RECURSIVE unless an item is so named. */
    static int firstItem(Tokens tokens, int i) {
        boolean recursive = tokens.is(i + 1, "RECURSIVE") && tokens.isIdentifier(i + 2) && !tokens.is(i + 2, "AS");
        return recursive ? i + 2 : i + 1;
    }

    /** Behind the item of a WITH list at i; -1 if it is none. */
    static int behindItem(Tokens tokens, int i) {
        if (!tokens.isIdentifier(i)) {
            return -1;
        }
        int at = tokens.is(i + 1, TokenKind.OPEN) ? tokens.pair(i + 1) + 1 : i + 1;
        if (!tokens.is(at, "AS")) {
            return -1;
        }
        at++;
        at += tokens.is(at, "NOT") ? 1 : 0;
        at += tokens.is(at, "MATERIALIZED") ? 1 : 0;
        return tokens.is(at, TokenKind.OPEN) ? behindCycle(tokens, behindSearch(tokens, tokens.pair(at) + 1)) : -1;
    }

    /** {@code SEARCH DEPTH FIRST BY a, b SET c}. */
    private static int behindSearch(Tokens tokens, int i) {
        if (!tokens.is(i, "SEARCH") || !tokens.is(i + 2, "FIRST") || !tokens.is(i + 3, "BY")) {
            return i;
        }
        return behindColumns(tokens, i + 4) + 2;
    }

    /** {@code CYCLE a, b SET c TO x DEFAULT y USING d}. */
    private static int behindCycle(Tokens tokens, int i) {
        if (!tokens.is(i, "CYCLE")) {
            return i;
        }
        int at = behindColumns(tokens, i + 1) + 2;
        while (at < tokens.size() && !tokens.is(at, "USING") && !tokens.is(at, TokenKind.SEMICOLON)) {
            at++;
        }
        return at + 2;
    }

    private static int behindColumns(Tokens tokens, int i) {
        int at = i + 1;
        while (tokens.is(at, TokenKind.COMMA)) {
            at += 2;
        }
        return at;
    }
}
