package dev.typesync.parser.lexer;

import java.nio.charset.StandardCharsets;

/** Letters and identifiers as PostgreSQL takes them. Only ASCII letters are folded, whatever the locale. */
final class IdentifierText {
    /** NAMEDATALEN - 1 of a standard server, in bytes of UTF-8. */
    private static final int MAX_IDENTIFIER_BYTES = 63;

    private IdentifierText() {}

    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean startsWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean continuesWord(char c) {
        return startsWord(c) || isDigit(c) || c == '$';
    }

    /** Whether the word, given in upper case, stands at this place in any case of ASCII letters. */
    static boolean matchesAt(String sql, int at, String word) {
        if (at < 0 || at + word.length() > sql.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (upper(sql.charAt(at + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }

    /** The name that the token in this place stands for. */
    static String identifier(String sql, int from, int to) {
        char first = sql.charAt(from);
        if (first == '"') {
            return truncate(sql.substring(from + 1, to - 1).replace("\"\"", "\""));
        }
        if (to - from > 3 && sql.charAt(from + 1) == '&') {
            return truncate(LiteralValues.unicode(sql, from + 2, to));
        }
        return truncate(fold(sql, from, to));
    }

    static String fold(String sql, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = sql.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return lower(sql, from, to);
            }
        }
        return sql.substring(from, to);
    }

    private static String lower(String sql, int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = sql.charAt(i);
            out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return out.toString();
    }

    private static String truncate(String name) {
        if (name.length() * 3 <= MAX_IDENTIFIER_BYTES) {
            return name;
        }
        if (name.getBytes(StandardCharsets.UTF_8).length <= MAX_IDENTIFIER_BYTES) {
            return name;
        }
        int bytes = 0;
        int at = 0;
        while (at < name.length()) {
            int point = name.codePointAt(at);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > MAX_IDENTIFIER_BYTES) {
                break;
            }
            at += Character.charCount(point);
        }
        return name.substring(0, at);
    }
}
