package dev.typesync.jdbc.wrapper;

import dev.typesync.parser.lexer.SqlComments;

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
            int next = SqlComments.skip(sql, at);
            if (next > at) {
                at = next;
            } else if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else {
                char c = sql.charAt(at);
                return c == '{' || c == '?' || sql.regionMatches(true, at, "call", 0, 4);
            }
        }
        return false;
    }
}
