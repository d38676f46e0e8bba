package dev.typesync.parser.lexer;

import dev.typesync.parser.plan.TextSpan;
import java.util.HashSet;
import java.util.Set;

/** What a text mentions, however deep in strings, bodies or comments. */
public final class MentionedNames {
    /** Longer pieces between double quotes name nothing: PostgreSQL cuts names at 63 bytes. */
    private static final int LONGEST_QUOTED = 128;

    private MentionedNames() {}

    /**
     * Every run of identifier characters as written and folded, and every piece between double quotes as written and with
     * the escapes of {@code U&} resolved. More than the identifiers, never less, but for names put together at run time.
     */
    public static Set<String> in(String sql, TextSpan span) {
        Set<String> names = new HashSet<>();
        words(sql, span, names);
        quoted(sql, span, names);
        return names;
    }

    private static void words(String sql, TextSpan span, Set<String> names) {
        int i = span.from();
        while (i < span.to()) {
            int from = i;
            while (i < span.to() && IdentifierText.continuesWord(sql.charAt(i))) {
                i++;
            }
            if (i > from) {
                String name = IdentifierText.identifier(sql, from, i);
                names.add(name);
                if (!sql.startsWith(name, from)) {
                    names.add(sql.substring(from, i));
                }
            } else {
                i++;
            }
        }
    }

    private static void quoted(String sql, TextSpan span, Set<String> names) {
        int open = sql.indexOf('"', span.from());
        while (open >= 0 && open < span.to()) {
            int close = closing(sql, open, Math.min(span.to(), open + LONGEST_QUOTED));
            if (close >= 0) {
                String raw = sql.substring(open + 1, close).replace("\"\"", "\"");
                names.add(raw);
                if (raw.indexOf('\\') >= 0) {
                    names.add(StringEscapes.decodeUnicode(raw, '\\'));
                }
            }
            open = sql.indexOf('"', open + 1);
        }
    }

    private static int closing(String sql, int open, int end) {
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
