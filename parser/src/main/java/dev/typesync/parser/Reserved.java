package dev.typesync.parser;

import java.util.Set;

/** Words that are names to PostgreSQL and keywords to JSqlParser 5.4, found by trying every keyword of both. */
final class Reserved {
    /** Keywords of JSqlParser only, and those of PostgreSQL that mean nothing in the statements we ask about. */
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

    private Reserved() {}

    /** Whether the word is a name here that JSqlParser would stumble over. */
    static boolean mustHide(Tokens tokens, int i) {
        if (tokens.is(i - 1, TokenKind.DOT) || !isAscii(tokens, i)) {
            return true;
        }
        String word = tokens.identifier(i);
        return switch (word) {
            case "absent" -> !tokens.is(i + 1, "ON");
            case "current" -> !tokens.isAny(i + 1, "OF", "ROW");
            case "unknown" -> !tokens.isAny(i - 1, "IS", "NOT");
            default -> ALWAYS.contains(word);
        };
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
