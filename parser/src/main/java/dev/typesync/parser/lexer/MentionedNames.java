package dev.typesync.parser.lexer;

import dev.typesync.parser.plan.TextSpan;
import java.util.HashSet;
import java.util.Set;

/** Collects the names that a text mentions, in strings, bodies and comments too. */
public final class MentionedNames {
    /** A longer quoted text is no name: PostgreSQL truncates names to 63 bytes. */
    private static final int MAX_QUOTED_LENGTH = 128;

    private MentionedNames() {}

    /** The names of the whole text, see {@link #in(String, TextSpan)}. */
    public static Set<String> in(String sql) {
        return in(sql, new TextSpan(0, sql.length()));
    }

    /**
     * Every sequence of identifier characters, as written and folded, and every text between double quotes, as written
     * and with the escapes of {@code U&} resolved. These are more than the identifiers. Only names that are put
     * together at run time can be missing.
     */
    public static Set<String> in(String sql, TextSpan span) {
        Set<String> names = new HashSet<>();
        addWords(sql, span, names);
        addQuoted(sql, span, names);
        return names;
    }

    private static void addWords(String sql, TextSpan span, Set<String> names) {
        int i = span.from();
        while (i < span.to()) {
            int from = i;
            while (i < span.to() && SqlCharacters.isIdentifierPart(sql.charAt(i))) {
                i++;
            }
            if (i > from) {
                String name = IdentifierText.nameOf(sql, from, i);
                names.add(name);
                if (!sql.startsWith(name, from)) {
                    names.add(sql.substring(from, i));
                }
            } else {
                i++;
            }
        }
    }

    private static void addQuoted(String sql, TextSpan span, Set<String> names) {
        int open = sql.indexOf('"', span.from());
        while (open >= 0 && open < span.to()) {
            int close = closingQuote(sql, open, Math.min(span.to(), open + MAX_QUOTED_LENGTH));
            if (close >= 0) {
                String raw = sql.substring(open + 1, close).replace("\"\"", "\"");
                addIfPossible(raw, names);
                if (raw.indexOf('\\') >= 0) {
                    addIfPossible(StringEscapes.decodeUnicode(raw, '\\'), names);
                }
            }
            open = sql.indexOf('"', open + 1);
        }
    }

    /** PostgreSQL stores no NUL and no half of a surrogate pair, and accepts neither in a query. */
    private static void addIfPossible(String name, Set<String> names) {
        boolean possible = name.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
        if (possible) {
            names.add(name);
        }
    }

    private static int closingQuote(String sql, int open, int end) {
        for (int i = open + 1; i < end; i++) {
            if (sql.charAt(i) == '"') {
                if (i + 1 == end || sql.charAt(i + 1) != '"') {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
