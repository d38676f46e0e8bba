package dev.typesync.parser.lexer;

/** Finds settings that a text may change, quotes and comments included. */
public final class SettingNames {
    private static final String SET_CONFIG = "set_config";

    private SettingNames() {}

    /** Whether the text may change what unqualified names mean. */
    public static boolean mentionsSearchPath(String sql) {
        return mentions(sql, "SEARCH_PATH", 6) || mentions(sql, "SET_CONFIG", 3);
    }

    /** Whether the text may change what a backslash in a literal means. */
    public static boolean mentionsStrings(String sql) {
        return mentions(sql, "STANDARD_CONFORMING_STRINGS", 8);
    }

    /**
     * Whether the text may call {@code set_config}: by that function a text that otherwise only reads can change what
     * names mean. Allocates nothing.
     */
    public static boolean mentionsSetConfig(String sql) {
        for (int at = sql.indexOf('_'); at >= 0; at = sql.indexOf('_', at + 1)) {
            if (sql.regionMatches(true, at - 3, SET_CONFIG, 0, SET_CONFIG.length())) {
                return true;
            }
        }
        return false;
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
