package dev.typesync.document;

import static java.util.stream.Collectors.joining;

import dev.typesync.config.EpochUnit;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.KeyText;
import dev.typesync.outbox.SqlQuoting;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds the SQL that reads rows of one table. All values are selected as text. So the result types of a statement do
 * not change with the table, and the server determines how a value looks.
 */
final class RowSql {
    /** Alias of the requested keys. No column name of a table is likely to start like this. */
    private static final String REQUESTED = "typesync_asked";

    private final CollectionMapping mapping;
    private final String table;

    RowSql(CollectionMapping mapping) {
        this.mapping = mapping;
        this.table = SqlQuoting.identifier(mapping.table().name());
    }

    /**
     * Selects the requested id, the found id (null if there is no row) and the fields. One parameter for each key
     * column: a text[].
     *
     * <p>Both ids come from the same expression over values of the key's type. They are equal exactly when the document
     * of the requested key belongs to the row. Operators can find a row with another id, for example with a
     * case-insensitive collation.
     */
    String byKeys() {
        List<KeyColumn> key = mapping.key();
        String matches = positions(key.size())
                .mapToObj(i -> reference(key.get(i - 1).name()) + " = " + REQUESTED + "." + REQUESTED + i)
                .collect(joining(" and "));
        return "select " + requestedId() + ", found.* from " + requestedKeys() + " left join lateral (select "
                + outputs() + " from " + from() + " where " + matches + condition(" and ") + ") as found on true";
    }

    /** Selects the requested ids alone: it fails exactly if a key does not cast. Parameters as in {@link #byKeys}. */
    String requestedIds() {
        return "select " + requestedId() + " from " + requestedKeys();
    }

    private String requestedKeys() {
        List<KeyColumn> key = mapping.key();
        String arrays = key.stream()
                .map(column -> "?::text[]::" + castType(column) + "[]")
                .collect(joining(", "));
        String names = positions(key.size()).mapToObj(i -> REQUESTED + i).collect(joining(", "));
        return "unnest(" + arrays + ") as " + REQUESTED + "(" + names + ")";
    }

    /**
     * Selects id and fields of the whole table, or of the rows after a key, in key order. One text parameter for each
     * key column if {@code after}.
     */
    String all(boolean after) {
        return "select " + outputs() + keyOrdered(after);
    }

    /** Selects key texts in the form of the outbox. Parameters as in {@link #all}, followed by the limit. */
    String keys(boolean after) {
        return "select " + KeyText.sql(mapping.key(), table) + keyOrdered(after) + " limit ?";
    }

    private String keyOrdered(boolean after) {
        String columns =
                mapping.key().stream().map(column -> reference(column.name())).collect(joining(", "));
        String values = mapping.key().stream()
                .map(column -> "?::text::" + castType(column))
                .collect(joining(", "));
        String range = after ? " where (" + columns + ") > (" + values + ")" : "";
        return " from " + from() + range + condition(after ? " and " : " where ") + " order by " + columns;
    }

    private String outputs() {
        StringBuilder outputs = new StringBuilder(id(mapping.key().stream()
                .map(column -> part(column, reference(column.name())))
                .toList()));
        for (MappedColumn column : mapping.columns()) {
            outputs.append(", ").append(expression(column));
        }
        return outputs.toString();
    }

    private String requestedId() {
        return id(positions(mapping.key().size())
                .mapToObj(i -> part(mapping.key().get(i - 1), REQUESTED + "." + REQUESTED + i))
                .toList());
    }

    /** The text of one key column. Only numeric has several texts for one value. */
    private static String part(KeyColumn column, String reference) {
        return column.type().startsWith("numeric")
                ? "pg_catalog.trim_scale(" + reference + ")::text"
                : reference + "::text";
    }

    private static String id(List<String> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return parts.stream()
                .map(part ->
                        "pg_catalog.replace(pg_catalog.replace(" + part + ", E'\\\\', E'\\\\\\\\'), ':', E'\\\\:')")
                .collect(joining(" || ':' || "));
    }

    private String expression(MappedColumn column) {
        String reference = reference(column.column());
        boolean asText = column.fieldType() != null && column.fieldType().startsWith("string");
        if (column.kind().isInstant()) {
            return instants(column, reference, asText);
        }
        if (column.array()) {
            // casts each element, because its text may differ from the text in the array: char, inet
            return asText ? "(" + reference + "::text[])::text" : reference + "::text";
        }
        return column.kind() == ValueKind.TEXT
                ? "pg_catalog.left(" + reference + "::text, " + (Utf8Limit.MAX_TEXT_BYTES + 1) + ")"
                : reference + "::text";
    }

    private static String instants(MappedColumn column, String reference, boolean asText) {
        String element = column.array() ? "typesync_element" : reference;
        String seconds = "extract(epoch from " + element + ")";
        String number = asText ? seconds : "pg_catalog.floor(" + seconds + " * " + perSecond(column.unit()) + ")";
        if (!column.array()) {
            return number + "::text";
        }
        return "case when " + reference + " is not null then array(select " + number + " from pg_catalog.unnest("
                + reference + ") as typesync_element)::text end";
    }

    private static int perSecond(EpochUnit unit) {
        return switch (unit) {
            case S -> 1;
            case MS -> 1_000;
            case US -> 1_000_000;
        };
    }

    /**
     * The type that a key's text is cast to. It has no length limit, while the plain SQL name means one character or
     * bit.
     */
    private static String castType(KeyColumn column) {
        return switch (column.type()) {
            case "character" -> "pg_catalog.bpchar";
            case "bit" -> "pg_catalog.\"bit\"";
            default -> column.type();
        };
    }

    /** Ends with a newline, because the condition may end with a comment. */
    private String condition(String conjunction) {
        return mapping.where() == null ? "" : conjunction + "(" + JdbcPlaceholders.escape(mapping.where()) + "\n)";
    }

    /** Has no alias, so that the condition can use the name of the table. */
    private String from() {
        return SqlQuoting.identifier(mapping.table().schema()) + "." + table;
    }

    private String reference(String column) {
        return table + "." + SqlQuoting.identifier(column);
    }

    private static IntStream positions(int count) {
        return IntStream.rangeClosed(1, count);
    }
}
