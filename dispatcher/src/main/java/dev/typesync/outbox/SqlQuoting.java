package dev.typesync.outbox;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Quotes the names and values in the SQL that typesync writes, and reads quoted names. */
public final class SqlQuoting {
    /**
     * The key words that {@code quote_ident} quotes: all that are not "unreserved" in PostgreSQL 14. Later versions
     * have a few more, so a server may quote a name that is plain here. Readers therefore compare parsed names, never
     * the text.
     */
    private static final Set<String> KEY_WORDS = Set.of("""
            all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both
            case cast char character check coalesce collate collation column concurrently constraint create cross
            current_catalog current_date current_role current_schema current_time current_timestamp current_user dec
            decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign
            freeze from full grant greatest group grouping having ilike in initially inner inout int integer
            intersect interval into is isnull join lateral leading least left like limit localtime localtimestamp
            national natural nchar none normalize not notnull null nullif numeric offset on only or order out outer
            overlaps overlay placing position precision primary real references returning right row select
            session_user setof similar smallint some substring symmetric table tablesample then time timestamp to
            trailing treat trim true union unique user using values varchar variadic verbose when where window with
            xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize
            xmltable""".split("\\s+"));

    private SqlQuoting() {}

    /** The name in double quotes: valid with any key words of the server. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The name as PostgreSQL's {@code quote_ident} prints it: in double quotes only if it needs them. */
    public static String quoteIdent(String name) {
        return isPlain(name) ? name : identifier(name);
    }

    /** A string constant that means the same whether {@code standard_conforming_strings} is on or off. */
    public static String literal(String value) {
        return value.indexOf('\\') < 0
                ? standardLiteral(value)
                : " E" + standardLiteral(value).replace("\\", "\\\\");
    }

    /** The values as {@link #literal} constants, separated by commas. */
    public static String literals(Collection<String> values) {
        return values.stream().map(SqlQuoting::literal).collect(Collectors.joining(", "));
    }

    /** A string constant of standard SQL: its backslashes need {@code standard_conforming_strings} to be on. */
    public static String standardLiteral(String value) {
        return "'" + value.replace("'", "''") + "'";
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

    /** The offset after the identifier, quoted or not, that begins at {@code from}. */
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
