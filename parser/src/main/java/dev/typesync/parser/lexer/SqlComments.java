package dev.typesync.parser.lexer;

/** Finds the ends of comments. Block comments nest; a line comment ends at a line feed or a carriage return. */
public final class SqlComments {
    private SqlComments() {}

    /**
     * The offset after the comment that starts at this offset, or the same offset if none starts there. A block comment
     * without an end reaches to the end of the text. Allocates nothing.
     */
    public static int skip(String sql, int at) {
        if (!startsAt(sql, at)) {
            return at;
        }
        int end = end(sql, at);
        return end < 0 ? sql.length() : end;
    }

    static boolean startsAt(String sql, int at) {
        char next = at + 1 < sql.length() ? sql.charAt(at + 1) : '\0';
        char c = sql.charAt(at);
        return (c == '-' && next == '-') || (c == '/' && next == '*');
    }

    /** The offset after the comment that starts at this offset; -1 for a block comment without an end. */
    static int end(String sql, int from) {
        return sql.charAt(from) == '-' ? lineEnd(sql, from) : blockEnd(sql, from);
    }

    /** The offset of the next line end, which is not part of a line comment. */
    static int lineEnd(String sql, int from) {
        int i = from;
        while (i < sql.length() && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    private static int blockEnd(String sql, int from) {
        int depth = 1;
        int i = from + 2;
        while (i + 1 < sql.length() && depth > 0) {
            char c = sql.charAt(i);
            char next = sql.charAt(i + 1);
            if (c == '*' && next == '/') {
                depth--;
                i += 2;
            } else if (c == '/' && next == '*') {
                depth++;
                i += 2;
            } else {
                i++;
            }
        }
        return depth > 0 ? -1 : i;
    }
}
