package dev.typesync.parser.lexer;

import java.util.Arrays;

/** The tokens of one string, comments and blanks left out. Confined to the thread that parses it. */
public final class Tokens {
    private final String sql;
    private TokenKind[] kinds;
    private int[] froms;
    private int[] tos;
    private int[] pairs;
    private int size;
    private boolean backslash;

    Tokens(String sql) {
        this.sql = sql;
        int expected = Math.min(Math.max(16, sql.length() / 3), 1 << 14);
        kinds = new TokenKind[expected];
        froms = new int[expected];
        tos = new int[expected];
        pairs = new int[0];
    }

    void add(TokenKind kind, int from, int to) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            froms = Arrays.copyOf(froms, 2 * size);
            tos = Arrays.copyOf(tos, 2 * size);
        }
        kinds[size] = kind;
        froms[size] = from;
        tos[size] = to;
        size++;
    }

    /** Forgets all tokens, not the text. */
    public void clear() {
        Arrays.fill(pairs, 0, Math.min(size, pairs.length), -1);
        size = 0;
    }

    public void removeLast() {
        size--;
    }

    public String sql() {
        return sql;
    }

    public int size() {
        return size;
    }

    public TokenKind kind(int i) {
        return kinds[i];
    }

    public int from(int i) {
        return froms[i];
    }

    public int to(int i) {
        return tos[i];
    }

    /** The text holds a backslash that ends a plain literal elsewhere if standard_conforming_strings is off. */
    public boolean hasBackslash() {
        return backslash;
    }

    void foundBackslash() {
        backslash = true;
    }

    /** Whether token i is of this kind; no token is of any kind. */
    public boolean is(int i, TokenKind kind) {
        return i >= 0 && i < size && kinds[i] == kind;
    }

    /** Whether token i is this word, given in upper case, in any case of ASCII letters. */
    public boolean is(int i, String word) {
        return is(i, TokenKind.WORD)
                && tos[i] - froms[i] == word.length()
                && IdentifierText.matchesAt(sql, froms[i], word);
    }

    /** Whether token i is one of these words, given in upper case. */
    public boolean isAny(int i, String... words) {
        for (String word : words) {
            if (is(i, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether token i is this one-character operator. */
    public boolean isOperator(int i, char operator) {
        return is(i, TokenKind.OPERATOR) && tos[i] - froms[i] == 1 && sql.charAt(froms[i]) == operator;
    }

    public boolean isIdentifier(int i) {
        return is(i, TokenKind.WORD) || is(i, TokenKind.QUOTED);
    }

    /** The identifier at i as PostgreSQL folds it. */
    public String identifier(int i) {
        return IdentifierText.identifier(sql, froms[i], tos[i]);
    }

    /** The text of token i as written. */
    public String text(int i) {
        return sql.substring(froms[i], tos[i]);
    }

    void pair(int open, int close) {
        if (close >= pairs.length) {
            int known = pairs.length;
            pairs = Arrays.copyOf(pairs, kinds.length);
            Arrays.fill(pairs, known, pairs.length, -1);
        }
        pairs[open] = close;
        pairs[close] = open;
    }

    /** The other one of a pair of parentheses or brackets; -1 if there is none. */
    public int pair(int i) {
        return i < pairs.length ? pairs[i] : -1;
    }

    /** The token behind i, where an opening parenthesis or bracket is taken with all up to its partner. */
    public int next(int i) {
        TokenKind kind = kinds[i];
        return kind == TokenKind.OPEN || kind == TokenKind.OPEN_BRACKET ? pairs[i] + 1 : i + 1;
    }
}
