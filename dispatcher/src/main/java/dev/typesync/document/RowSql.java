package dev.typesync.document;

import static java.util.stream.Collectors.joining;

import dev.typesync.config.EpochUnit;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.KeyText;
import dev.typesync.outbox.SqlQuoting;
import dev.typesync.outbox.TypeSql;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Builds the SQL that reads rows of one table. All values are selected as text. So the result types of a statement do
 * not change with the table, and the server determines how a value looks.
 */
final class RowSql {
    /** Alias of the requested keys. No column name of a table is likely to start like this. */
    private static final String REQUESTED = "typesync_asked";

    private static final String ELEMENT = "typesync_element";

    private final CollectionMapping mapping;
    private final String table;

    RowSql(CollectionMapping mapping) {
        this.mapping = mapping;
        this.table = SqlQuoting.identifier(mapping.table().name());
    }

    /**
     * Selects the number of the requested key, its id, the found id (null if there is no row), the size of the row, and
     * the fields. Parameters: a number of bytes, then for each key column the text of an array, of unspecified type.
     *
     * <p>Both ids come from the same expression over values of the key's type. They are equal exactly when the document
     * of the requested key belongs to the row. Operators can find a row with another id, for example with a
     * case-insensitive collation.
     *
     * <p>The server adds up the sizes as it reads. A row larger than a document may be has no fields. From the row on
     * that exceeds the parameter, every number is null; the first row of any size is never one of them. Each {@code
     * offset 0} makes the server evaluate the expressions below it only once.
     */
    String byKeys() {
        String matches = positions(mapping.key().size())
                .mapToObj(i -> compared(i, comparison(i).equality()))
                .collect(joining(" and "));
        String found = "select " + REQUESTED + ".number, " + requestedId() + ", found.* from " + requestedKeys()
                + " left join lateral (select " + outputs() + " from " + from() + " where " + matches
                + condition(" and ") + ") as found on true offset 0";
        return withinLimit(measured(found));
    }

    /** Adds the bytes of the id and of all fields, as text. */
    private String measured(String found) {
        String size = Stream.concat(Stream.of("id"), values())
                .map(value -> "coalesce(pg_catalog.octet_length(" + value + "), 0)::pg_catalog.int8")
                .collect(joining(" OPERATOR(pg_catalog.+) "));
        String names =
                Stream.concat(Stream.of("number", "requested", "id"), values()).collect(joining(", "));
        return "select *, " + size + " as size from (" + found + ") as found (" + names + ") offset 0";
    }

    private String withinLimit(String measured) {
        String fits = "size OPERATOR(pg_catalog.<=) " + Utf8Limit.MAX_DOCUMENT_BYTES + "::pg_catalog.int8";
        String kept = "case when " + fits + " then size::pg_catalog.int4 else 0 end";
        String total = "pg_catalog.sum(" + kept + ") over (rows unbounded preceding)";
        String fields = values().map(value -> ", case when is_read and " + fits + " then " + value + " end")
                .collect(joining());
        return "select case when is_read then number end, requested, id, size" + fields + " from (select *, " + total
                + " OPERATOR(pg_catalog.<=) ?::pg_catalog.int8 or " + total + " OPERATOR(pg_catalog.=) (" + kept
                + ")::pg_catalog.int8 as is_read from (" + measured + ") as measured) as totals";
    }

    private Stream<String> values() {
        return positions(mapping.columns().size()).mapToObj(i -> "value" + i);
    }

    /** Selects the requested ids alone: it fails exactly if a key does not cast. Parameters as in {@link #byKeys}. */
    String requestedIds() {
        return "select " + requestedId() + " from " + requestedKeys();
    }

    /**
     * Selects the numbers, from 1, of the keys that do not cast to the types of the key. One parameter of unspecified
     * type for each key column: the array of its texts. For PostgreSQL 16 and later.
     */
    String invalidKeys() {
        List<KeyColumn> key = mapping.key();
        String arrays = String.join(", ", Collections.nCopies(key.size(), "pg_catalog.unnest(?::pg_catalog.text[])"));
        String names = positions(key.size()).mapToObj(RowSql::requested).collect(joining(", "));
        String valid = positions(key.size())
                .mapToObj(part -> "pg_catalog.pg_input_is_valid(" + requested(part) + ", "
                        + SqlQuoting.literal(TypeSql.qualified(key.get(part - 1).type())) + "::pg_catalog.text)")
                .collect(joining(" and "));
        return "select number from rows from (" + arrays + ") with ordinality as " + REQUESTED + "(" + names
                + ", number) where not (" + valid + ")";
    }

    private String requestedKeys() {
        List<KeyColumn> key = mapping.key();
        String arrays = key.stream()
                .map(column -> "pg_catalog.unnest(?::" + TypeSql.qualified(column.type()) + "[])")
                .collect(joining(", "));
        String names = positions(key.size()).mapToObj(RowSql::requested).collect(joining(", "));
        return "rows from (" + arrays + ") with ordinality as " + REQUESTED + "(" + names + ", number)";
    }

    /**
     * Selects id and fields of the whole table, or of the rows after a key, in key order. One parameter of unspecified
     * type for each key column if {@code after}: its text.
     */
    String all(boolean after) {
        return "select " + outputs() + keyOrdered(after, true);
    }

    /**
     * Selects key texts in the form of the outbox, and whether the row has a document. The limit counts the rows before
     * the condition is applied, so the statement ends soon, however few rows meet it. Parameters as in {@link #all},
     * followed by the limit.
     */
    String keys(boolean after) {
        String matches =
                mapping.where() == null ? "true" : "(" + JdbcPlaceholders.escape(mapping.where()) + "\n) is true";
        return "select " + KeyText.sql(mapping.key(), table) + ", " + matches + keyOrdered(after, false) + " limit ?";
    }

    private String keyOrdered(boolean after, boolean filtered) {
        String order = positions(mapping.key().size()).mapToObj(this::operand).collect(joining(", "));
        if (!after) {
            return " from " + from() + (filtered ? condition(" where ") : "") + " order by " + order;
        }
        String values = mapping.key().stream()
                .map(column -> "?::" + TypeSql.qualified(column.type()))
                .collect(joining(", "));
        String names =
                positions(mapping.key().size()).mapToObj(RowSql::requested).collect(joining(", "));
        return " from (values (" + values + ")) as " + REQUESTED + "(" + names + "), " + from() + " where "
                + afterKey(1) + (filtered ? condition(" and ") : "") + " order by " + order;
    }

    /**
     * The condition for rows after the requested key. One comparison of rows uses the index best, but it has one
     * operator: operators of several schemas need one comparison for each column.
     */
    private String afterKey(int from) {
        int last = mapping.key().size();
        KeyComparison first = comparison(from);
        if (IntStream.rangeClosed(from, last)
                .allMatch(i -> comparison(i).order().equals(first.order()))) {
            return IntStream.rangeClosed(from, last).mapToObj(this::operand).collect(joining(", ", "(", ") "))
                    + first.order()
                    + IntStream.rangeClosed(from, last).mapToObj(this::asked).collect(joining(", ", " (", ")"));
        }
        return "(" + compared(from, first.atLeast()) + " and (" + compared(from, first.order()) + " or ("
                + compared(from, first.equality()) + " and " + afterKey(from + 1) + ")))";
    }

    private String compared(int part, String operator) {
        return operand(part) + " " + operator + " " + asked(part);
    }

    private String operand(int part) {
        return comparison(part).operand(reference(mapping.key().get(part - 1).name()));
    }

    private String asked(int part) {
        return comparison(part).operand(REQUESTED + "." + requested(part));
    }

    private KeyComparison comparison(int part) {
        return mapping.comparisons().get(part - 1);
    }

    private static String requested(int part) {
        return REQUESTED + part;
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
                .mapToObj(i -> part(mapping.key().get(i - 1), REQUESTED + "." + requested(i)))
                .toList());
    }

    /** The text of one key column. Only numeric has several texts for one value. */
    private static String part(KeyColumn column, String reference) {
        boolean numeric = column.type().startsWith("numeric");
        return TypeSql.text(column.type(), numeric ? "pg_catalog.trim_scale(" + reference + ")" : reference);
    }

    private static String id(List<String> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return parts.stream()
                .map(part ->
                        "pg_catalog.replace(pg_catalog.replace(" + part + ", E'\\\\', E'\\\\\\\\'), ':', E'\\\\:')")
                .collect(joining(" OPERATOR(pg_catalog.||) ':' OPERATOR(pg_catalog.||) "));
    }

    private String expression(MappedColumn column) {
        String reference = reference(column.column());
        boolean asText = column.fieldType() != null && column.fieldType().startsWith("string");
        if (column.kind().isInstant()) {
            return instants(column, reference, asText);
        }
        if (column.array() && asText && TypeSql.differsInArray(column.baseType())) {
            return elements(reference, TypeSql.text(column.baseType(), ELEMENT));
        }
        String text = TypeSql.textOrNull(column.array() ? "" : column.baseType(), reference);
        if (column.array()) {
            return text;
        }
        return column.kind() == ValueKind.TEXT
                ? "pg_catalog.left(" + text + ", " + (Utf8Limit.MAX_TEXT_BYTES + 1) + ")"
                : text;
    }

    private static String instants(MappedColumn column, String reference, boolean asText) {
        String seconds = "extract(epoch from " + (column.array() ? ELEMENT : reference) + ")";
        String number = asText
                ? seconds
                : "pg_catalog.floor(" + seconds + " OPERATOR(pg_catalog.*) " + perSecond(column.unit())
                        + "::pg_catalog.numeric)";
        return column.array() ? elements(reference, number) : TypeSql.textOrNull("numeric", number);
    }

    /** The text of an array whose elements are computed from the elements of another one. */
    private static String elements(String array, String element) {
        return "case when " + array + " is not null then pg_catalog.concat(array(select " + element
                + " from pg_catalog.unnest(" + array + ") as " + ELEMENT + ")) end";
    }

    private static int perSecond(EpochUnit unit) {
        return switch (unit) {
            case S -> 1;
            case MS -> 1_000;
            case US -> 1_000_000;
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
