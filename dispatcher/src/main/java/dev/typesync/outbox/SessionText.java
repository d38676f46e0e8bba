package dev.typesync.outbox;

/**
 * The SQL of values whose plain text depends on a setting of the session: {@code DateStyle}, {@code IntervalStyle},
 * {@code TimeZone}, {@code extra_float_digits} or {@code search_path} (PostgreSQL manual, Client Connection Defaults).
 * The text that it gives casts back to the same value in every session.
 */
final class SessionText {
    /** 17 digits identify every double. The pattern does not depend on {@code lc_numeric}. */
    private static final String ALL_DIGITS = "'9.9999999999999999EEEE'";

    private SessionText() {}

    /**
     * The expression for a value as text.
     *
     * @param type as in {@link KeyColumn#type}
     * @param reference the SQL of the value
     * @param plain the SQL of its plain text
     */
    static String sql(String type, String reference, String plain) {
        return switch (type) {
            case "real", "double precision" -> floatSql(reference, plain);
            case "daterange", "tsrange", "tstzrange" -> rangeSql(reference);
            default -> byPrefix(type, reference, plain);
        };
    }

    private static String byPrefix(String type, String reference, String plain) {
        if (type.equals("date") || type.startsWith("timestamp")) {
            return isoSql(reference);
        }
        if (type.startsWith("interval")) {
            return "case when pg_catalog.isfinite(" + reference + ") then " + intervalSql(reference) + " else " + plain
                    + " end";
        }
        return type.startsWith("reg") && !type.contains(".")
                ? "pg_catalog.textin(pg_catalog.oidout(" + reference + "::pg_catalog.oid))"
                : plain;
    }

    /** JSON dates are ISO 8601 in every session, and timestamptz has its offset. */
    private static String isoSql(String reference) {
        return "(pg_catalog.to_json(" + reference + ") OPERATOR(pg_catalog.#>>) '{}'::pg_catalog.text[])";
    }

    /** With {@code extra_float_digits} of 0 or less the plain text is rounded. */
    private static String floatSql(String reference, String plain) {
        return "case when pg_catalog.int4in(pg_catalog.textout(pg_catalog.current_setting('extra_float_digits')))"
                + " OPERATOR(pg_catalog.>) 0 or " + reference + "::pg_catalog.float8 OPERATOR(pg_catalog.=) any"
                + " ('{NaN,Infinity,-Infinity}'::pg_catalog.float8[]) then " + plain
                + " else pg_catalog.btrim(pg_catalog.to_char(" + reference + "::pg_catalog.float8, " + ALL_DIGITS
                + ")) end";
    }

    private static String rangeSql(String reference) {
        return "case when " + reference + " is null then null when pg_catalog.isempty(" + reference
                + ") then 'empty' else pg_catalog.concat(case when pg_catalog.lower_inc(" + reference
                + ") then '[' else '(' end, " + isoSql("pg_catalog.lower(" + reference + ")") + ", ',', "
                + isoSql("pg_catalog.upper(" + reference + ")") + ", case when pg_catalog.upper_inc(" + reference
                + ") then ']' else ')' end) end";
    }

    /** Other styles cannot read the sql_standard style, so the three parts are written separately. */
    private static String intervalSql(String reference) {
        return "pg_catalog.concat(" + sum(times(12, "year", reference), extract("month", reference)) + ", ' mons ', "
                + extract("day", reference) + ", ' days ', "
                + sum(sum(times(3600, "hour", reference), times(60, "minute", reference)), extract("second", reference))
                + ", ' secs')";
    }

    private static String extract(String field, String reference) {
        return "extract(" + field + " from " + reference + ")";
    }

    private static String times(int factor, String field, String reference) {
        return "(" + factor + "::pg_catalog.numeric OPERATOR(pg_catalog.*) " + extract(field, reference) + ")";
    }

    private static String sum(String first, String second) {
        return "(" + first + " OPERATOR(pg_catalog.+) " + second + ")";
    }
}
