package dev.typesync.capture.catalog;

import java.util.Locale;
import java.util.Set;

/** Looks for calls of routines: a name and a parenthesis. */
final class RoutineCallScan {
    private RoutineCallScan() {}

    /** Whether one of the names may stand in front of a parenthesis; for certain it does not if this says so. */
    static boolean mayBeIn(String sql, Set<String> names) {
        for (int open = sql.indexOf('('); open >= 0; open = sql.indexOf('(', open + 1)) {
            int end = open;
            while (end > 0 && Character.isWhitespace(sql.charAt(end - 1))) {
                end--;
            }
            if (end > 0 && mayEndAt(sql, end, names)) {
                return true;
            }
        }
        return sql.contains("--") && sql.indexOf('(') >= 0; // a comment can stand between the two
    }

    private static boolean mayEndAt(String sql, int end, Set<String> names) {
        char last = sql.charAt(end - 1);
        if (last == '"' || last == '/') {
            return true; // a comment, or a name as it is written
        }
        int from = end;
        while (from > 0 && (Character.isLetterOrDigit(sql.charAt(from - 1)) || isMark(sql.charAt(from - 1)))) {
            from--;
        }
        return from < end
                && (names.contains(sql.substring(from, end))
                        || names.contains(sql.substring(from, end).toLowerCase(Locale.ROOT)));
    }

    private static boolean isMark(char c) {
        return c == '_' || c == '$' || c >= 0x80;
    }
}
