package dev.typesync.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Converts a primary key to text and back. This is the only place that defines the format.
 *
 * <p>The key of one column is the text of the column, unchanged. The key of several columns is their texts in the order
 * of the primary key, joined by {@code :}; {@code \} and {@code :} inside a part are escaped by {@code \}. The text
 * casts back to the value in any session, with any settings of the writing session that change how values look. {@link
 * SessionText} writes the types that depend on such settings.
 */
public final class KeyText {
    private static final char SEPARATOR = ':';
    private static final char ESCAPE = '\\';

    private KeyText() {}

    /** The same expression as {@link #sql} for a row that may be missing, such as OLD of an INSERT: then it is NULL. */
    public static String sqlOrNull(List<KeyColumn> key, String qualifier) {
        return sql(key, qualifier, true);
    }

    /**
     * The SQL expression, of type text, for the key of one row.
     *
     * @param key the columns, in the order of the primary key
     * @param qualifier alias or name that qualifies the columns, as it is written in the SQL (quoted if necessary);
     *     empty for none
     */
    public static String sql(List<KeyColumn> key, String qualifier) {
        return sql(key, qualifier, false);
    }

    private static String sql(List<KeyColumn> key, String qualifier, boolean orNull) {
        String prefix = qualifier.isEmpty() ? "" : qualifier + ".";
        if (key.size() == 1) {
            return partSql(key.get(0), prefix, orNull);
        }
        return key.stream()
                .map(column -> "pg_catalog.replace(pg_catalog.replace(" + partSql(column, prefix, orNull)
                        + ", E'\\\\', E'\\\\\\\\'), ':', E'\\\\:')")
                .collect(Collectors.joining(" OPERATOR(pg_catalog.||) ':' OPERATOR(pg_catalog.||) ", "(", ")"));
    }

    private static String partSql(KeyColumn column, String prefix, boolean orNull) {
        String reference = prefix + SqlQuoting.identifier(column.name());
        String plain = orNull ? TypeSql.textOrNull(column.type(), reference) : TypeSql.text(column.type(), reference);
        return SessionText.sql(column.type(), reference, plain);
    }

    /** The key text of the parts, in the order of the primary key. */
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
     * @throws IllegalArgumentException if the text has another number of parts or ends with an escape
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
            throw new IllegalArgumentException("a key text has " + found.size() + " parts, but the key has " + parts);
        }
        return found;
    }
}
