package dev.typesync.document;

import static java.util.Objects.requireNonNull;

import dev.typesync.config.TimeUnitOfField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column and the field it becomes. Immutable.
 *
 * @param field the field's name in the document
 * @param column the column's name, as the catalog stores it
 * @param columnType as {@code format_type} prints it, with the type modifier
 * @param array whether the column is an array, and the field one too
 * @param unit of an instant as a number
 * @param fieldType Typesense's type, {@code []} included; null for a field that is stored, not indexed
 * @param properties further properties of the field, passed through to Typesense
 */
public record MappedColumn(
        String field,
        String column,
        String columnType,
        ValueKind kind,
        boolean array,
        TimeUnitOfField unit,
        @Nullable String fieldType,
        Map<String, Object> properties) {

    public MappedColumn {
        requireNonNull(field, "field");
        requireNonNull(column, "column");
        requireNonNull(columnType, "columnType");
        requireNonNull(kind, "kind");
        requireNonNull(unit, "unit");
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** Whether a document may lack the field. */
    public boolean optional() {
        return !Boolean.FALSE.equals(properties.get("optional"));
    }
}
