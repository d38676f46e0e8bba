package dev.typesync.document;

/**
 * Doubles the question marks in SQL of a user, so that JDBC reads them as operators ({@code ?}, {@code ?|}, …) and not
 * as parameters. Question marks in quotes and comments stay, because JDBC does not read them as parameters.
 */
final class JdbcPlaceholders {
    private final String sql;
    private final StringBuilder escaped = new StringBuilder();
    private int at;

    private JdbcPlaceholders(String sql) {
        this.sql = sql;
    }

    static String escape(String sql) {
        return sql.indexOf('?') < 0 ? sql : new JdbcPlaceholders(sql).escape();
    }

    private String escape() {
        while (at < sql.length()) {
            int end = opaqueEnd();
            if (end > at) {
                escaped.append(sql, at, end);
                at = end;
            } else {
                char c = sql.charAt(at++);
                escaped.append(c == '?' ? "??" : String.valueOf(c));
            }
        }
        return escaped.toString();
    }

    /** The end of the quoted text or comment that starts here; the current offset if none starts here. */
    private int opaqueEnd() {
        char c = sql.charAt(at);
        if (c == '"' || c == '\'') {
            return quoteEnd(c);
        }
        if (sql.startsWith("--", at)) {
            int line = sql.indexOf('\n', at);
            return line < 0 ? sql.length() : line;
        }
        if (sql.startsWith("/*", at)) {
            return commentEnd();
        }
        return c == '$' && !isWithinWord() ? dollarEnd() : at;
    }

    private int quoteEnd(char quote) {
        boolean backslashes = quote == '\'' && at > 0 && Character.toUpperCase(sql.charAt(at - 1)) == 'E';
        for (int i = at + 1; i < sql.length(); i++) {
            if (sql.charAt(i) == quote) {
                return i + 1; // after a doubled quote, the next quoted text starts immediately
            }
            if (backslashes && sql.charAt(i) == '\\') {
                i++;
            }
        }
        return sql.length();
    }

    private int commentEnd() {
        int depth = 0;
        for (int i = at; i < sql.length() - 1; i++) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return sql.length();
    }

    private int dollarEnd() {
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && isNamePart(sql.charAt(tagEnd))) {
            tagEnd++;
        }
        if (tagEnd >= sql.length() || sql.charAt(tagEnd) != '$') {
            return at;
        }
        String tag = sql.substring(at, tagEnd + 1);
        int close = sql.indexOf(tag, tagEnd + 1);
        return close < 0 ? sql.length() : close + tag.length();
    }

    private boolean isWithinWord() {
        return at > 0 && isNamePart(sql.charAt(at - 1));
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
