package dev.typesync.parser.lexer;

import org.jspecify.annotations.Nullable;

/**
 * The shape of a text with one statement: what stays when its constants have other values. Texts of the same shape differ
 * in their string and number constants, comments and blanks only, so they write the same tables and columns.
 *
 * @param words the text without these
 * @param start where its statement begins
 * @param end behind its statement: a semicolon, blanks and comments may follow
 */
public record TextShape(String words, int start, int end) {
    /** Null for a text with no statement or several, or with a quote that has no end. Takes time in proportion to its length. */
    public static @Nullable TextShape of(String sql) {
        Tokens tokens = Lexer.lex(sql, false);
        int last = tokens.size() - 1;
        while (last >= 0 && tokens.is(last, TokenKind.SEMICOLON)) {
            last--;
        }
        for (int i = 0; i <= last; i++) {
            if (tokens.is(i, TokenKind.SEMICOLON) || tokens.is(i, TokenKind.UNTERMINATED)) {
                return null;
            }
        }
        return last < 0 ? null : new TextShape(ShapeReader.of(tokens), tokens.from(0), tokens.to(last));
    }
}
