package dev.typesync.parser.lexer;

/** Finds the ends of constants and quoted identifiers, as the offset after the last character; -1 without an end. */
final class QuotedText {
    private static final String UESCAPE = "UESCAPE";

    private final String sql;
    private final int length;

    QuotedText(String sql) {
        this.sql = sql;
        this.length = sql.length();
    }

    /** The end of the constant whose opening quote is at this offset. It may continue on the next line. */
    int stringEnd(int quote, boolean backslashEscapes) {
        int close = closingQuote(quote, backslashEscapes);
        while (close >= 0) {
            int next = continuationQuote(close + 1);
            if (next < 0) {
                return close + 1;
            }
            close = closingQuote(next, backslashEscapes);
        }
        return -1;
    }

    private int closingQuote(int quote, boolean backslashEscapes) {
        int i = quote + 1;
        while (i < length) {
            char c = sql.charAt(i);
            if (c == '\'') {
                if (i + 1 >= length || sql.charAt(i + 1) != '\'') {
                    return i;
                }
                i++;
            } else if (c == '\\' && backslashEscapes) {
                i++;
            }
            i++;
        }
        return -1;
    }

    /** The quote that continues a constant: only blanks, line comments and at least one newline are in between. */
    private int continuationQuote(int from) {
        boolean newline = false;
        int i = from;
        while (i < length) {
            char c = sql.charAt(i);
            if (c == '\n' || c == '\r') {
                newline = true;
            } else if (c == '-' && i + 1 < length && sql.charAt(i + 1) == '-') {
                i = SqlComments.lineEnd(sql, i) - 1;
            } else if (!SqlCharacters.isBlank(c)) {
                return c == '\'' && newline ? i : -1;
            }
            i++;
        }
        return -1;
    }

    /** The end of the identifier whose opening quote is at this offset. */
    int identifierEnd(int quote) {
        int i = sql.indexOf('"', quote + 1);
        while (i >= 0 && i + 1 < length && sql.charAt(i + 1) == '"') {
            i = sql.indexOf('"', i + 2);
        }
        return i < 0 ? -1 : i + 1;
    }

    /** The end of the {@code UESCAPE 'c'} after this offset, or the offset itself without one. It may be -1. */
    int escapeClauseEnd(int from) {
        if (from < 0) {
            return -1;
        }
        int word = skipBlanks(from);
        if (!SqlCharacters.matchesAt(sql, word, UESCAPE)) {
            return from;
        }
        int quote = skipBlanks(word + UESCAPE.length());
        boolean clause = quote + 2 < length && sql.charAt(quote) == '\'' && sql.charAt(quote + 2) == '\'';
        return clause ? quote + 3 : from;
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < length && SqlCharacters.isBlank(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The end of the constant whose opening delimiter {@code $tag$} goes from this dollar to {@code lastDollar}. */
    int dollarQuotedEnd(int dollar, int lastDollar) {
        String delimiter = sql.substring(dollar, lastDollar + 1);
        int close = sql.indexOf(delimiter, lastDollar + 1);
        return close < 0 ? -1 : close + delimiter.length();
    }
}
