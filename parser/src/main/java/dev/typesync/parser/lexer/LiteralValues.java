package dev.typesync.parser.lexer;

/** The values of constants. All offsets are those of a whole token. */
public final class LiteralValues {
    private LiteralValues() {}

    /** The text of a STRING token. */
    public static String text(String sql, int from, int to) {
        return switch (sql.charAt(from)) {
            case '$' -> dollarQuoted(sql, from, to);
            case 'e', 'E' -> StringEscapes.decode(joined(sql, from + 1, to, true));
            case 'u', 'U' -> unicode(sql, from + 2, to);
            default -> joined(sql, from, to, false);
        };
    }

    private static String dollarQuoted(String sql, int from, int to) {
        int tag = sql.indexOf('$', from + 1) + 1 - from;
        return sql.substring(from + tag, to - tag);
    }

    /** The pieces of a quoted constant put together: quotes undoubled, escapes as they are. */
    private static String joined(String sql, int from, int to, boolean backslashes) {
        StringBuilder out = new StringBuilder(to - from);
        boolean inside = false;
        for (int i = from; i < to; i++) {
            char c = sql.charAt(i);
            if (c == '\'') {
                if (inside && i + 1 < to && sql.charAt(i + 1) == '\'') {
                    out.append('\'');
                    i++;
                } else {
                    inside = !inside;
                }
            } else if (inside) {
                out.append(c);
                if (c == '\\' && backslashes && i + 1 < to) {
                    out.append(sql.charAt(++i));
                }
            } else if (c == '-') {
                i = endOfLine(sql, i, to);
            }
        }
        return out.toString();
    }

    private static int endOfLine(String sql, int at, int to) {
        int i = at;
        while (i < to && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    /** The text of {@code '…'} or {@code "…"} behind {@code U&}, with the UESCAPE that may follow. */
    static String unicode(String sql, int quote, int to) {
        char mark = sql.charAt(quote);
        int last = to - 1;
        char escape = '\\';
        if (sql.charAt(last) == '\'' && sql.charAt(last - 2) == '\'' && declaresEscape(sql, quote, last - 2)) {
            escape = sql.charAt(last - 1);
            last = sql.lastIndexOf(mark, uescape(sql, last - 2));
        }
        String raw = mark == '"'
                ? sql.substring(quote + 1, last).replace("\"\"", "\"")
                : joined(sql, quote, last + 1, false);
        return StringEscapes.decodeUnicode(raw, escape);
    }

    private static boolean declaresEscape(String sql, int quote, int before) {
        int word = uescape(sql, before);
        return word > quote + 1 && sql.lastIndexOf(sql.charAt(quote), word) > quote;
    }

    private static int uescape(String sql, int before) {
        int end = before;
        while (end > 0 && IdentifierText.isBlank(sql.charAt(end - 1))) {
            end--;
        }
        int word = end - "UESCAPE".length();
        return IdentifierText.matchesAt(sql, word, "UESCAPE") ? word : -1;
    }
}
