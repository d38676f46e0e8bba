package dev.typesync.parser.lexer;

/** Decides by the first word of a text whether it only reads. Allocates nothing. */
public final class PreScan {
    private PreScan() {}

    /** Whether the text is one statement that changes no rows, except by functions that it calls. */
    public static boolean onlyReads(String sql) {
        int at = firstWord(sql);
        if (at >= sql.length() || !isReadingWord(sql, at)) {
            return false;
        }
        int semicolon = sql.indexOf(';', at);
        return semicolon < 0 || isBlank(sql, semicolon + 1);
    }

    /** The offset after leading blanks, comments and opening parentheses. */
    private static int firstWord(String sql) {
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '-' || c == '/') {
                int next = SqlComments.skip(sql, at);
                if (next == at) {
                    return at;
                }
                at = next;
            } else if (SqlCharacters.isBlank(c) || c == '(') {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private static boolean isReadingWord(String sql, int at) {
        return switch (sql.charAt(at)) {
            case 's', 'S' -> isWord(sql, at, "SELECT") || isWord(sql, at, "SHOW");
            case 'v', 'V' -> isWord(sql, at, "VALUES");
            case 't', 'T' -> isWord(sql, at, "TABLE");
            default -> false;
        };
    }

    private static boolean isWord(String sql, int at, String word) {
        int end = at + word.length();
        return SqlCharacters.matchesAt(sql, at, word)
                && (end == sql.length() || !SqlCharacters.isIdentifierPart(sql.charAt(end)));
    }

    private static boolean isBlank(String sql, int from) {
        for (int i = from; i < sql.length(); i++) {
            if (!SqlCharacters.isBlank(sql.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
