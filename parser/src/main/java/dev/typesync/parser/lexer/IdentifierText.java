package dev.typesync.parser.lexer;

import java.nio.charset.StandardCharsets;

/** The names that identifiers stand for: unquoted, folded to lower case and truncated, as PostgreSQL does it. */
final class IdentifierText {
    /** NAMEDATALEN - 1 of a standard server, in bytes of UTF-8. */
    private static final int MAX_IDENTIFIER_BYTES = 63;

    private IdentifierText() {}

    /** The name that the identifier between these offsets stands for. */
    static String nameOf(String sql, int from, int to) {
        char first = sql.charAt(from);
        if (first == '"') {
            return truncate(sql.substring(from + 1, to - 1).replace("\"\"", "\""));
        }
        if (to - from > 3 && sql.charAt(from + 1) == '&') {
            return truncate(LiteralValues.unicode(sql, from + 2, to));
        }
        return truncate(fold(sql, from, to));
    }

    private static String fold(String sql, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = sql.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return toLower(sql, from, to);
            }
        }
        return sql.substring(from, to);
    }

    private static String toLower(String sql, int from, int to) {
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
