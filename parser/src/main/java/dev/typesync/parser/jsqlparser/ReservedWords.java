package dev.typesync.parser.jsqlparser;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import java.util.Set;

/** Keywords of JSqlParser 5.4 that are names to PostgreSQL. They were found by trying all keywords of both. */
final class ReservedWords {
    /** Keywords of JSqlParser only, and keywords of PostgreSQL that have no meaning in INSERT, UPDATE and DELETE. */
    private static final Set<String> ALWAYS = Set.of(
            "approximate",
            "connect_by_root",
            "csv",
            "distinctrow",
            "errors",
            "excludes",
            "extend",
            "fbv",
            "file",
            "final",
            "force",
            "ignore",
            "import",
            "includes",
            "low_priority",
            "minus",
            "nocycle",
            "output",
            "pivot",
            "preferring",
            "prewhere",
            "prior",
            "qualify",
            "returns",
            "sample",
            "script",
            "semi",
            "settings",
            "sql_cache",
            "sql_calc_found_rows",
            "sql_no_cache",
            "statement",
            "unpivot",
            "use",
            "verify",
            "xor");

    /** Types of JSqlParser, which accepts no column of such a name. Before a constant they may stay. */
    private static final Set<String> TYPES = Set.of(
            "blob", "float", "long", "nchar", "number", "numeric", "nvarchar", "short", "tinyint", "uuid", "varbinary");

    private ReservedWords() {}

    /** Whether the word is a name here that JSqlParser would not understand. */
    static boolean mustHide(Tokens tokens, int i) {
        if (tokens.is(i - 1, TokenKind.DOT) || !isAscii(tokens, i)) {
            return true;
        }
        String word = tokens.identifier(i);
        return switch (word) {
            case "absent" -> !tokens.is(i + 1, "ON");
            case "current" -> !tokens.isAny(i + 1, "OF", "ROW");
            case "day", "hour", "minute", "month", "second", "year" -> !isField(tokens, i);
            case "unknown" -> !tokens.isAny(i - 1, "IS", "NOT");
            default -> ALWAYS.contains(word) || (TYPES.contains(word) && !tokens.is(i + 1, TokenKind.STRING));
        };
    }

    /** Whether the word is a field of a time: {@code interval '1' day to second}, {@code extract(day from d)}. */
    private static boolean isField(Tokens tokens, int i) {
        return tokens.is(i - 1, TokenKind.STRING)
                || tokens.is(i - 1, "TO")
                || (tokens.is(i - 1, TokenKind.OPEN) && tokens.is(i - 2, "EXTRACT"));
    }

    private static boolean isAscii(Tokens tokens, int i) {
        for (int at = tokens.from(i); at < tokens.to(i); at++) {
            if (tokens.sql().charAt(at) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
