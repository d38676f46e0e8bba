package dev.typesync.jdbc.wrapper;

/** Recognizes the texts that pgjdbc treats as calls: {@code {call …}}, {@code {? = call …}} and {@code CALL …}. */
final class CallSyntax {
    private CallSyntax() {}

    /**
     * Skips blanks and comments. A text that only looks like a call counts as one, since typesync never replaces a
     * call.
     */
    static boolean isCall(String sql) {
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                at = endOfComment(sql, at);
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                return c == '{' || c == '?' || sql.regionMatches(true, at, "call", 0, 4);
            }
        }
        return false;
    }

    private static int endOfComment(String sql, int from) {
        int depth = 0;
        int at = from;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        return at;
    }
}
