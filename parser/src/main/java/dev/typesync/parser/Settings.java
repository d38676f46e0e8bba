package dev.typesync.parser;

/** Finds settings that a text may change, quotes and comments included. */
final class Settings {
    private Settings() {}

    /** Whether the text may change what unqualified names mean. */
    static boolean mentionsSearchPath(String sql, Span span) {
        return mentions(sql, span.from(), span.to(), "SEARCH_PATH", 6)
                || mentions(sql, span.from(), span.to(), "SET_CONFIG", 3);
    }

    /** Whether the text may change what a backslash in a literal means. */
    static boolean mentionsStrings(String sql) {
        return mentions(sql, 0, sql.length(), "STANDARD_CONFORMING_STRINGS", 8);
    }

    /** Looks for the first underscore of the word, which is fast. */
    private static boolean mentions(String sql, int from, int to, String word, int underscore) {
        int at = sql.indexOf('_', from);
        while (at >= 0 && at < to) {
            if (Words.matchesAt(sql, at - underscore, word)) {
                return true;
            }
            at = sql.indexOf('_', at + 1);
        }
        return false;
    }
}
