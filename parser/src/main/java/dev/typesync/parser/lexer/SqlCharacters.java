package dev.typesync.parser.lexer;

/** PostgreSQL's character classes, and comparison of words. Only ASCII letters have cases, whatever the locale is. */
final class SqlCharacters {
    private SqlCharacters() {}

    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isIdentifierStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean isIdentifierPart(char c) {
        return isIdentifierStart(c) || isDigit(c) || c == '$';
    }

    /** Whether the text has this word at this offset, in any case. The word is given in upper case. */
    static boolean matchesAt(String sql, int at, String word) {
        if (at < 0 || at + word.length() > sql.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (toUpper(sql.charAt(at + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char toUpper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }
}
