package dev.typesync.parser.lexer;

/** Where quoted pieces and comments of a text end. All give the offset behind the piece, or -1 if it has no end. */
final class QuotedText {
    private static final String UESCAPE = "UESCAPE";

    private final String sql;
    private final int end;

    QuotedText(String sql) {
        this.sql = sql;
        this.end = sql.length();
    }

    /** From the opening quote of a constant behind its last continuation: it may go on in a next line. */
    int string(int quote, boolean backslashes) {
        int close = closing(quote, backslashes);
        while (close >= 0) {
            int next = continuation(close + 1);
            if (next < 0) {
                return close + 1;
            }
            close = closing(next, backslashes);
        }
        return -1;
    }

    private int closing(int quote, boolean backslashes) {
        int i = quote + 1;
        while (i < end) {
            char c = sql.charAt(i);
            if (c == '\'') {
                if (i + 1 >= end || sql.charAt(i + 1) != '\'') {
                    return i;
                }
                i++;
            } else if (c == '\\' && backslashes) {
                i++;
            }
            i++;
        }
        return -1;
    }

    /** The quote that continues a constant: only blanks, line comments and at least one newline lie between. */
    private int continuation(int from) {
        boolean newline = false;
        int i = from;
        while (i < end) {
            char c = sql.charAt(i);
            if (c == '\n' || c == '\r') {
                newline = true;
            } else if (c == '-' && i + 1 < end && sql.charAt(i + 1) == '-') {
                i = line(i) - 1;
            } else if (!IdentifierText.isBlank(c)) {
                return c == '\'' && newline ? i : -1;
            }
            i++;
        }
        return -1;
    }

    /** From the opening quote of an identifier. */
    int identifier(int quote) {
        int i = sql.indexOf('"', quote + 1);
        while (i >= 0 && i + 1 < end && sql.charAt(i + 1) == '"') {
            i = sql.indexOf('"', i + 2);
        }
        return i < 0 ? -1 : i + 1;
    }

    /** Behind the {@code UESCAPE 'c'} that may follow at this place, which may be -1. */
    int escapeClause(int to) {
        if (to < 0) {
            return -1;
        }
        int word = blanks(to);
        if (!IdentifierText.matchesAt(sql, word, UESCAPE)) {
            return to;
        }
        int quote = blanks(word + UESCAPE.length());
        boolean clause = quote + 2 < end && sql.charAt(quote) == '\'' && sql.charAt(quote + 2) == '\'';
        return clause ? quote + 3 : to;
    }

    private int blanks(int from) {
        int i = from;
        while (i < end && IdentifierText.isBlank(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    /** From the dollar of a delimiter {@code $tag$} whose last dollar is at {@code last}. */
    int dollars(int dollar, int last) {
        String delimiter = sql.substring(dollar, last + 1);
        int close = sql.indexOf(delimiter, last + 1);
        return close < 0 ? -1 : close + delimiter.length();
    }

    boolean startsComment(int i) {
        char next = i + 1 < end ? sql.charAt(i + 1) : '\0';
        char c = sql.charAt(i);
        return (c == '-' && next == '-') || (c == '/' && next == '*');
    }

    /** From the beginning of a comment; one of the other kind nests. */
    int comment(int from) {
        if (sql.charAt(from) == '-') {
            return line(from);
        }
        int depth = 1;
        int i = from + 2;
        while (i + 1 < end && depth > 0) {
            char c = sql.charAt(i);
            char next = sql.charAt(i + 1);
            if (c == '*' && next == '/') {
                depth--;
                i += 2;
            } else if (c == '/' && next == '*') {
                depth++;
                i += 2;
            } else {
                i++;
            }
        }
        return depth > 0 ? -1 : i;
    }

    private int line(int from) {
        int i = from;
        while (i < end && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
            i++;
        }
        return i;
    }
}
