package dev.typesync.parser.lexer;

/** Looks for settings that a text may change, in quotes and comments too. */
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

    /** Looks for the first underscore of the word, which is rare and therefore fast to find. */
    private static boolean mentions(String sql, String word, int underscore) {
        int at = sql.indexOf('_');
        while (at >= 0) {
            if (SqlCharacters.matchesAt(sql, at - underscore, word)) {
                return true;
            }
            at = sql.indexOf('_', at + 1);
        }
        return false;
    }
}
