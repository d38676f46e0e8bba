package dev.typesync.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a primary key becomes one text, and back: the single place that decides it.
 *
 * <p>A key of one column is the column's text as it stands. A key of several is the texts in the order of the primary
 * key joined by {@code :}, with {@code \} and {@code :} inside a part escaped by {@code \}. The text casts back to the
 * column's type in any session, whatever DateStyle, IntervalStyle and TimeZone the writing session had.
 */
public final class KeyText {
    private static final char SEPARATOR = ':';
    private static final char ESCAPE = '\\';

    private KeyText() {}

    /**
     * The SQL expression, of type text, for the key of one row.
     *
     * @param key the columns in the order of the primary key
     * @param qualifier alias or name the columns are qualified with, as it stands in the SQL (quoted where it must be);
     *     empty for none
     */
    public static String sql(List<KeyColumn> key, String qualifier) {
        String prefix = qualifier.isEmpty() ? "" : qualifier + ".";
        if (key.size() == 1) {
            return partSql(key.get(0), prefix);
        }
        return key.stream()
                .map(column -> "pg_catalog.replace(pg_catalog.replace(" + partSql(column, prefix)
                        + ", E'\\\\', E'\\\\\\\\'), ':', E'\\\\:')")
                .collect(Collectors.joining(" || ':' || ", "(", ")"));
    }

    private static String partSql(KeyColumn column, String prefix) {
        String reference = prefix + SqlQuoting.identifier(column.name());
        if (column.type().equals("date") || column.type().startsWith("timestamp")) {
            // JSON dates are ISO 8601 in every session, timestamptz with its offset
            return "(pg_catalog.to_json(" + reference + ") #>> '{}')";
        }
        if (column.type().startsWith("interval")) {
            return intervalSql(reference);
        }
        return reference + "::text";
    }

    /** The sql_standard style cannot be read back by other styles, so the three parts are written out. */
    private static String intervalSql(String reference) {
        return "pg_catalog.concat(12 * extract(year from " + reference + ") + extract(month from " + reference
                + "), ' mons ', extract(day from " + reference + "), ' days ', 3600 * extract(hour from " + reference
                + ") + 60 * extract(minute from " + reference + ") + extract(second from " + reference + "), ' secs')";
    }

    /** The key text of the parts, which are given in the order of the primary key. */
    public static String join(List<String> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                key.append(SEPARATOR);
            }
            escape(parts.get(i), key);
        }
        return key.toString();
    }

    private static void escape(String part, StringBuilder to) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == ESCAPE || c == SEPARATOR) {
                to.append(ESCAPE);
            }
            to.append(c);
        }
    }

    /**
     * The parts of a key text.
     *
     * @param parts how many columns the key has
     * @throws IllegalArgumentException if the text has another number of parts or ends in an escape
     */
    public static List<String> split(String key, int parts) {
        if (parts == 1) {
            return List.of(key);
        }
        List<String> found = new ArrayList<>(parts);
        StringBuilder part = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (!escaped && c == ESCAPE) {
                escaped = true;
            } else if (!escaped && c == SEPARATOR) {
                found.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
                escaped = false;
            }
        }
        found.add(part.toString());
        if (escaped || found.size() != parts) {
            throw new IllegalArgumentException("a key text has " + found.size() + " parts, the key " + parts);
        }
        return found;
    }
}
