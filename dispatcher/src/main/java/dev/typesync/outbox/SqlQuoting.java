package dev.typesync.outbox;

import java.util.Set;

/** Quoting of SQL identifiers as PostgreSQL's {@code quote_ident} does it. */
final class SqlQuoting {
    /**
     * The key words that {@code quote_ident} quotes: all that are not "unreserved" in PostgreSQL 14. Later versions have
     * a few more, so that a server may quote a name that is plain here: readers compare parsed names, never the text.
     */
    private static final Set<String> KEY_WORDS = Set.of(
            ("all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both"
                            + " case cast char character check coalesce collate collation column concurrently constraint"
                            + " create cross current_catalog current_date current_role current_schema current_time"
                            + " current_timestamp current_user dec decimal default deferrable desc distinct do else end"
                            + " except exists extract false fetch float for foreign freeze from full grant greatest group"
                            + " grouping having ilike in initially inner inout int integer intersect interval into is"
                            + " isnull join lateral leading least left like limit localtime localtimestamp national"
                            + " natural nchar none normalize not notnull null nullif numeric offset on only or order out"
                            + " outer overlaps overlay placing position precision primary real references returning right"
                            + " row select session_user setof similar smallint some substring symmetric table"
                            + " tablesample then time timestamp to trailing treat trim true union unique user using"
                            + " values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement"
                            + " xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable")
                    .split(" "));

    private SqlQuoting() {}

    static String quote(String identifier) {
        return isPlain(identifier) ? identifier : alwaysQuote(identifier);
    }

    static String alwaysQuote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static boolean isPlain(String identifier) {
        if (identifier.isEmpty() || KEY_WORDS.contains(identifier) || isDigit(identifier.charAt(0))) {
            return false;
        }
        return identifier.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_' || isDigit(c));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The offset behind the identifier, quoted or not, that begins at {@code from}. */
    static int end(String text, int from) {
        if (from >= text.length() || text.charAt(from) != '"') {
            int dot = text.indexOf('.', from);
            return dot < 0 ? text.length() : dot;
        }
        int at = from + 1;
        while (at < text.length()) {
            if (text.charAt(at) != '"') {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return text.length() + 1;
    }

    static String unquote(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier;
    }
}
