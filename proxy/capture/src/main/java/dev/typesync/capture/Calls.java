package dev.typesync.capture;

import java.util.Set;

/** Looks for calls of routines: a name and a parenthesis. */
final class Calls {
    private Calls() {}

    /** Whether one of the names may stand in front of a parenthesis; a longer name that ends so counts too. */
    static boolean mayBeIn(String sql, Set<String> names) {
        for (int open = sql.indexOf('('); open >= 0; open = sql.indexOf('(', open + 1)) {
            if (mayEndAt(sql, open, names)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayEndAt(String sql, int open, Set<String> names) {
        int end = open;
        while (end > 0 && Character.isWhitespace(sql.charAt(end - 1))) {
            end--;
        }
        if (end > 0 && sql.charAt(end - 1) == '/') {
            return true; // a comment
        }
        if (end > 0 && sql.charAt(end - 1) == '"') {
            end--;
        }
        for (String name : names) {
            if (sql.regionMatches(true, end - name.length(), name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }
}
