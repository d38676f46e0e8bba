package dev.typesync.parser.lexer;

/** The values of string constants. Offsets are those of the whole token, prefix and quotes included. */
final class LiteralValues {
    private static final String UESCAPE = "UESCAPE";

    private LiteralValues() {}

    /** The value of a {@link TokenKind#STRING} token. */
    static String string(String sql, int from, int to) {
        return switch (sql.charAt(from)) {
            case '$' -> dollarQuoted(sql, from, to);
            case 'e', 'E' -> StringEscapes.decode(join(sql, from + 1, to, true));
            case 'u', 'U' -> unicode(sql, from + 2, to);
            default -> join(sql, from, to, false);
        };
    }

    private static String dollarQuoted(String sql, int from, int to) {
        int delimiterLength = sql.indexOf('$', from + 1) + 1 - from;
        return sql.substring(from + delimiterLength, to - delimiterLength);
    }

    /** Joins the parts of a constant that continues on the next line. Doubled quotes become one, escapes stay. */
    private static String join(String sql, int from, int to, boolean backslashEscapes) {
        StringBuilder out = new StringBuilder(to - from);
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            char c = sql.charAt(i);
            if (c == '\'') {
                if (quoted && i + 1 < to && sql.charAt(i + 1) == '\'') {
                    out.append('\'');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted) {
                out.append(c);
                if (c == '\\' && backslashEscapes && i + 1 < to) {
                    out.append(sql.charAt(++i));
                }
            } else if (c == '-') {
                i = SqlComments.lineEnd(sql, i);
            }
        }
        return out.toString();
    }

    /** The value of {@code '…'} or {@code "…"} after {@code U&}, with the UESCAPE clause that may follow. */
    static String unicode(String sql, int quote, int to) {
        char quoteCharacter = sql.charAt(quote);
        int last = to - 1;
        char escape = '\\';
        if (sql.charAt(last) == '\'' && sql.charAt(last - 2) == '\'' && isEscapeClause(sql, quote, last - 2)) {
            escape = sql.charAt(last - 1);
            last = sql.lastIndexOf(quoteCharacter, uescapeBefore(sql, last - 2));
        }
        String raw = quoteCharacter == '"'
                ? sql.substring(quote + 1, last).replace("\"\"", "\"")
                : join(sql, quote, last + 1, false);
        return StringEscapes.decodeUnicode(raw, escape);
    }

    /** Whether the quoted character at {@code end} belongs to a UESCAPE clause, not to the constant itself. */
    private static boolean isEscapeClause(String sql, int quote, int end) {
        int word = uescapeBefore(sql, end);
        return word > quote + 1 && sql.lastIndexOf(sql.charAt(quote), word) > quote;
    }

    private static int uescapeBefore(String sql, int from) {
        int end = from;
        while (end > 0 && SqlCharacters.isBlank(sql.charAt(end - 1))) {
            end--;
        }
        int word = end - UESCAPE.length();
        return SqlCharacters.matchesAt(sql, word, UESCAPE) ? word : -1;
    }
}
