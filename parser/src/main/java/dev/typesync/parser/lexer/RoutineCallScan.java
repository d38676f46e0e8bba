package dev.typesync.parser.lexer;

import java.util.Locale;
import java.util.Set;

/** Looks for calls of routines, which are a name and a parenthesis, without cutting the text into tokens. */
public final class RoutineCallScan {
    private RoutineCallScan() {}

    /** Whether the text may call a routine with one of these names. False is certain, true is not. */
    public static boolean mayCall(String sql, Set<String> names) {
        for (int open = sql.indexOf('('); open >= 0; open = sql.indexOf('(', open + 1)) {
            int end = open;
            while (end > 0 && Character.isWhitespace(sql.charAt(end - 1))) {
                end--;
            }
            if (end > 0 && mayEndAt(sql, end, names)) {
                return true;
            }
        }
        return sql.contains("--") && sql.indexOf('(') >= 0; // a comment can separate the two
    }

    private static boolean mayEndAt(String sql, int end, Set<String> names) {
        char last = sql.charAt(end - 1);
        if (last == '"' || last == '/') {
            return true; // the end of a quoted name or of a comment, which is not read here
        }
        int from = end;
        while (from > 0 && (Character.isLetterOrDigit(sql.charAt(from - 1)) || isNameSymbol(sql.charAt(from - 1)))) {
            from--;
        }
        return from < end
                && (names.contains(sql.substring(from, end))
                        || names.contains(sql.substring(from, end).toLowerCase(Locale.ROOT)));
    }

    private static boolean isNameSymbol(char c) {
        return c == '_' || c == '$' || c >= 0x80;
    }
}
