package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Renders the server's text of a value as JSON. Thread-safe. */
interface ValueRenderer {
    /** Whether the value has a JSON form. NaN and infinity have none; their field is absent. */
    default boolean isPresent(String text) {
        return !text.equals("NaN") && !text.equals("Infinity") && !text.equals("-Infinity");
    }

    void render(String text, JsonGenerator to) throws IOException, UnfitValueException;

    /** The renderer for a column's field. */
    static ValueRenderer of(MappedColumn column, ValueLossCounter valueLossCounter) {
        ValueRenderer element = element(column, valueLossCounter);
        return column.array() ? new ArrayRenderer(element) : element;
    }

    private static ValueRenderer element(MappedColumn column, ValueLossCounter valueLossCounter) {
        String type = column.fieldType();
        if (type == null) {
            return new JsonRenderer(false);
        }
        boolean list = type.endsWith("[]") && !column.array();
        if (column.kind() == ValueKind.JSON && (list || !type.startsWith("string"))) {
            return new JsonRenderer(!column.array());
        }
        return switch (column.array() ? type.substring(0, type.length() - 2) : type) {
            case "int32" -> new IntegerRenderer("int32", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "int64" -> new IntegerRenderer("int64", Long.MIN_VALUE, Long.MAX_VALUE);
            case "float" -> new DecimalRenderer(column, valueLossCounter);
            case "bool" -> new BooleanRenderer();
            case "geopoint" -> new GeopointRenderer();
            default ->
                column.kind().isInstant()
                        ? new IsoInstantRenderer(column.kind())
                        : new TextRenderer(column, valueLossCounter);
        };
    }
}
