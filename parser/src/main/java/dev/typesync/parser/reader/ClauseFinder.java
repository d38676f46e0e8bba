package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Finds clauses and list items at one level of parentheses. Ranges of tokens: {@code end} is exclusive. */
public final class ClauseFinder {
    private ClauseFinder() {}

    /** The first of this reserved word that begins a clause: it is no attribute ({@code t.from}) and no label. */
    public static int find(Tokens tokens, int from, int end, String word) {
        for (int i = from; i < end; i = tokens.next(i)) {
            if (begins(tokens, i, word)) {
                return i;
            }
        }
        return -1;
    }

    public static boolean begins(Tokens tokens, int i, String word) {
        return tokens.is(i, word) && isFree(tokens, i);
    }

    private static boolean isFree(Tokens tokens, int i) {
        return !tokens.is(i - 1, TokenKind.DOT) && !tokens.is(i - 1, "AS");
    }

    /** FROM as a clause, not that of {@code IS DISTINCT FROM}. */
    public static boolean beginsFrom(Tokens tokens, int i) {
        return begins(tokens, i, "FROM") && !tokens.is(i - 1, "DISTINCT");
    }

    /** The items between commas, as pairs of their first token and the one behind their last. */
    public static List<int[]> items(Tokens tokens, int from, int end) {
        List<int[]> items = new ArrayList<>();
        int first = from;
        for (int i = from; i < end; i = tokens.next(i)) {
            if (tokens.is(i, TokenKind.COMMA)) {
                items.add(new int[] {first, i});
                first = i + 1;
            }
        }
        if (first < end) {
            items.add(new int[] {first, end});
        }
        return items;
    }

    /** The names with which the items begin: {@code a}, {@code b[1]}, {@code c.d}; an item without one is left out. */
    static List<String> names(Tokens tokens, int from, int end) {
        List<String> names = new ArrayList<>();
        for (int[] item : items(tokens, from, end)) {
            if (tokens.isIdentifier(item[0])) {
                names.add(tokens.identifier(item[0]));
            }
        }
        return names;
    }
}
