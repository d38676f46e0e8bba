package dev.typesync.parser.lexer;

/** Finds settings that a text may change, quotes and comments included. */
public final class SettingNames {
    private SettingNames() {}

    /** Whether the text may change what unqualified names mean. */
    public static boolean mentionsSearchPath(String sql) {
        return mentions(sql, "SEARCH_PATH", 6) || mentions(sql, "SET_CONFIG", 3);
    }

    /** Whether the text may change what a backslash in a literal means. */
    public static boolean mentionsStrings(String sql) {
        return mentions(sql, "STANDARD_CONFORMING_STRINGS", 8);
    }

    /** Looks for the first underscore of the word, which is fast. */
    private static boolean mentions(String sql, String word, int underscore) {
        int at = sql.indexOf('_');
        while (at >= 0) {
            if (IdentifierText.matchesAt(sql, at - underscore, word)) {
                return true;
            }
            at = sql.indexOf('_', at + 1);
        }
        return false;
    }
}
