package dev.typesync.parser.lexer;

import dev.typesync.parser.plan.TextSpan;
import java.util.Arrays;

/**
 * The tokens of one text, without comments and blanks. Tokens are named by their index; {@code from} and {@code to} are
 * offsets into the text. An index outside the list names no token: all tests of it are false. Not thread-safe.
 */
public final class Tokens {
    private final String sql;
    private TokenKind[] kinds;
    private int[] froms;
    private int[] tos;
    /** For each parenthesis and bracket the index of its partner; -1 without one. */
    private int[] partners;

    private int size;
    private boolean hasBackslash;

    Tokens(String sql) {
        this.sql = sql;
        int expected = Math.min(Math.max(16, sql.length() / 3), 1 << 14);
        kinds = new TokenKind[expected];
        froms = new int[expected];
        tos = new int[expected];
        partners = new int[0];
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

    /** Removes all tokens. */
    public void clear() {
        Arrays.fill(partners, 0, Math.min(size, partners.length), -1);
        size = 0;
    }

    /** Removes the last token. */
    public void removeLast() {
        size--;
    }

    /** The text. */
    public String sql() {
        return sql;
    }

    /** The number of tokens. */
    public int size() {
        return size;
    }

    /** The kind of token i. */
    public TokenKind kind(int i) {
        return kinds[i];
    }

    /** The offset of the first character of token i. */
    public int from(int i) {
        return froms[i];
    }

    /** The offset after the last character of token i. */
    public int to(int i) {
        return tos[i];
    }

    /** Whether a plain literal has a backslash: its end then depends on standard_conforming_strings. */
    public boolean hasBackslash() {
        return hasBackslash;
    }

    void setHasBackslash() {
        hasBackslash = true;
    }

    /** Whether token i is of this kind. */
    public boolean is(int i, TokenKind kind) {
        return i >= 0 && i < size && kinds[i] == kind;
    }

    /** Whether token i is this word, in any case. The word is given in upper case. */
    public boolean is(int i, String word) {
        return is(i, TokenKind.WORD)
                && tos[i] - froms[i] == word.length()
                && SqlCharacters.matchesAt(sql, froms[i], word);
    }

    /** Whether token i is one of these words, in any case. The words are given in upper case. */
    public boolean isAny(int i, String... words) {
        for (String word : words) {
            if (is(i, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether token i is this operator of one character. */
    public boolean isOperator(int i, char operator) {
        return is(i, TokenKind.OPERATOR) && tos[i] - froms[i] == 1 && sql.charAt(froms[i]) == operator;
    }

    /** Whether token i is an identifier or a keyword. */
    public boolean isIdentifier(int i) {
        return is(i, TokenKind.WORD) || is(i, TokenKind.QUOTED);
    }

    /** The name that the identifier at i stands for: unquoted, or folded to lower case. */
    public String identifier(int i) {
        return IdentifierText.nameOf(sql, froms[i], tos[i]);
    }

    /** The value of the {@link TokenKind#STRING} at i. */
    public String stringValue(int i) {
        return LiteralValues.string(sql, froms[i], tos[i]);
    }

    /** The text of token i as written. */
    public String text(int i) {
        return sql.substring(froms[i], tos[i]);
    }

    /** The text from token {@code first} up to the token before {@code end}. */
    public TextSpan span(int first, int end) {
        return new TextSpan(froms[first], tos[end - 1]);
    }

    void setPartners(int open, int close) {
        if (close >= partners.length) {
            int oldLength = partners.length;
            partners = Arrays.copyOf(partners, kinds.length);
            Arrays.fill(partners, oldLength, partners.length, -1);
        }
        partners[open] = close;
        partners[close] = open;
    }

    /** The partner of the parenthesis or bracket at i; -1 without one. */
    public int partner(int i) {
        return i < partners.length ? partners[i] : -1;
    }

    /** The token after i; after the closing partner if i is an opening parenthesis or bracket. */
    public int next(int i) {
        TokenKind kind = kinds[i];
        return kind == TokenKind.OPEN || kind == TokenKind.OPEN_BRACKET ? partners[i] + 1 : i + 1;
    }
}
