package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Finds clauses and list items at one level of parentheses. In all ranges of tokens, {@code end} is exclusive. */
public final class ClauseFinder {
    private ClauseFinder() {}

    /** The first token that starts a clause with this reserved word; -1 without one. */
    public static int find(Tokens tokens, int from, int end, String word) {
        for (int i = from; i < end; i = tokens.next(i)) {
            if (startsAt(tokens, i, word)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether this reserved word starts a clause at i: it is neither an attribute ({@code t.from}) nor a label. */
    public static boolean startsAt(Tokens tokens, int i, String word) {
        return tokens.is(i, word) && !tokens.is(i - 1, TokenKind.DOT) && !tokens.is(i - 1, "AS");
    }

    /** Whether a FROM clause starts at i. The FROM of {@code IS DISTINCT FROM} does not start one. */
    public static boolean fromStartsAt(Tokens tokens, int i) {
        return startsAt(tokens, i, "FROM") && !tokens.is(i - 1, "DISTINCT");
    }

    /** The items between commas, each as its first token and the token after its last one. */
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

    /** The names that the items start with: {@code a}, {@code b[1]}, {@code c.d}. Items without one are left out. */
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
