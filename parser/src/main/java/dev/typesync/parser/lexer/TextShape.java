package dev.typesync.parser.lexer;

import org.jspecify.annotations.Nullable;

/**
 * The shape of a text with one statement. Texts of the same shape differ only in their string and number constants,
 * comments and blanks, so they write the same tables and columns, and PostgreSQL's parse analysis accepts all or none.
 *
 * @param words the tokens of the text, with placeholders for its string and number constants
 * @param start where the statement starts
 * @param end where the statement ends; a semicolon, blanks and comments may follow
 */
public record TextShape(String words, int start, int end) {
    /**
     * Null for a text that has no statement or several, or a quote without an end. Takes time in proportion to the
     * text's length.
     */
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
        return last < 0 ? null : new TextShape(words(tokens), tokens.from(0), tokens.to(last));
    }

    /** The {@link #words} of a text with any number of statements. */
    public static String words(String sql) {
        return words(Lexer.lex(sql, false));
    }

    private static String words(Tokens tokens) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.kind(i)) {
                case STRING -> words.append('\'');
                case NUMBER -> words.append('0');
                default -> words.append(tokens.sql(), tokens.from(i), tokens.to(i));
            }
            words.append(' ');
        }
        return words.toString();
    }
}
