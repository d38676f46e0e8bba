package dev.typesync.document;

import static java.util.stream.Collectors.joining;

import dev.typesync.config.TimeUnitOfField;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.KeyText;
import dev.typesync.outbox.SqlQuoting;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The SQL that reads rows of one table. All values are asked for as text, so that a statement's result types do not
 * change with the table, and the server's own output decides how a value looks.
 */
final class RowSql {
    /** Alias of the keys asked for; no name of a table's column should begin so. */
    private static final String ASKED = "typesync_asked";

    private final CollectionMapping mapping;
    private final String table;

    RowSql(CollectionMapping mapping) {
        this.mapping = mapping;
        this.table = SqlQuoting.identifier(mapping.table().name());
    }

    /**
     * Asked id, found id (null if there is no row), fields. One parameter for each key column: a text[].
     *
     * <p>Both ids come from one expression over values of the key's type, so they are equal exactly when the document
     * of the asked key is the row's. Operators can find a row whose id is another one, say by a case-insensitive
     * collation.
     */
    String byKeys() {
        List<KeyColumn> key = mapping.key();
        String arrays = key.stream()
                .map(column -> "?::text[]::" + castType(column) + "[]")
                .collect(joining(", "));
        String names = positions(key.size()).mapToObj(i -> ASKED + i).collect(joining(", "));
        String matches = positions(key.size())
                .mapToObj(i -> reference(key.get(i - 1).name()) + " = " + ASKED + "." + ASKED + i)
                .collect(joining(" and "));
        return "select " + askedId() + ", found.* from unnest(" + arrays + ") as " + ASKED + "(" + names + ")"
                + " left join lateral (select " + outputs() + " from " + from() + " where " + matches
                + condition(" and ") + ") as found on true";
    }

    /**
     * Id, fields, of the whole table or of what follows a key, in key order. One text parameter for each key column if
     * {@code after}.
     */
    String all(boolean after) {
        return "select " + outputs() + keyOrdered(after);
    }

    /** Key texts as the outbox holds them. Parameters as in {@link #all}, and the limit behind them. */
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

    private String askedId() {
        return id(positions(mapping.key().size())
                .mapToObj(i -> part(mapping.key().get(i - 1), ASKED + "." + ASKED + i))
                .toList());
    }

    /** The text of one key column; only numeric has several texts for one value. */
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
            // casting each element, where its text may differ from what the array's own text holds: char, inet
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

    private static int perSecond(TimeUnitOfField unit) {
        return switch (unit) {
            case S -> 1;
            case MS -> 1_000;
            case US -> 1_000_000;
        };
    }

    /** The type to cast a key's text to: any length, where SQL's plain name means one character or bit. */
    private static String castType(KeyColumn column) {
        return switch (column.type()) {
            case "character" -> "pg_catalog.bpchar";
            case "bit" -> "pg_catalog.\"bit\"";
            default -> column.type();
        };
    }

    /** The condition ends with a newline, since it may end with a comment. */
    private String condition(String conjunction) {
        return mapping.where() == null ? "" : conjunction + "(" + JdbcPlaceholders.escape(mapping.where()) + "\n)";
    }

    /** Without an alias, so that the condition can use the table's name. */
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
