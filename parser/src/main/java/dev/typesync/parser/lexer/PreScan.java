package dev.typesync.parser.lexer;

/** Tells by the first word of a text whether it only reads. Allocates nothing. */
public final class PreScan {
    private PreScan() {}

    public static boolean onlyReads(String sql) {
        int at = firstWord(sql);
        if (at >= sql.length() || !isReading(sql, at)) {
            return false;
        }
        int semicolon = sql.indexOf(';', at);
        return semicolon < 0 || isBlank(sql, semicolon + 1);
    }

    /** Behind blanks, comments and opening parentheses. */
    private static int firstWord(String sql) {
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '-' || c == '/') {
                int behind = behindComment(sql, at);
                if (behind == at) {
                    return at;
                }
                at = behind;
            } else if (IdentifierText.isBlank(c) || c == '(') {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private static int behindComment(String sql, int at) {
        char next = at + 1 < sql.length() ? sql.charAt(at + 1) : '\0';
        if (sql.charAt(at) == '-') {
            return next == '-' ? lineEnd(sql, at) : at;
        }
        return next == '*' ? blockEnd(sql, at) : at;
    }

    private static int lineEnd(String sql, int at) {
        int i = at;
        while (i < sql.length() && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    private static int blockEnd(String sql, int at) {
        int depth = 1;
        int i = at + 2;
        while (i < sql.length() && depth > 0) {
            boolean pair = i + 1 < sql.length();
            if (pair && sql.charAt(i) == '*' && sql.charAt(i + 1) == '/') {
                depth--;
                i++;
            } else if (pair && sql.charAt(i) == '/' && sql.charAt(i + 1) == '*') {
                depth++;
                i++;
            }
            i++;
        }
        return i;
    }

    private static boolean isReading(String sql, int at) {
        return switch (sql.charAt(at)) {
            case 's', 'S' -> isWord(sql, at, "SELECT") || isWord(sql, at, "SHOW");
            case 'v', 'V' -> isWord(sql, at, "VALUES");
            case 't', 'T' -> isWord(sql, at, "TABLE");
            default -> false;
        };
    }

    private static boolean isWord(String sql, int at, String word) {
        int behind = at + word.length();
        return IdentifierText.matchesAt(sql, at, word)
                && (behind == sql.length() || !IdentifierText.continuesWord(sql.charAt(behind)));
    }

    private static boolean isBlank(String sql, int from) {
        for (int i = from; i < sql.length(); i++) {
            if (!IdentifierText.isBlank(sql.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
