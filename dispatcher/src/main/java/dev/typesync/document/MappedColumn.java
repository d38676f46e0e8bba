package dev.typesync.document;

import static java.util.Objects.requireNonNull;

import dev.typesync.config.EpochUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column and the field it becomes. Immutable.
 *
 * @param field the field's name in the document
 * @param column the column's name, as the catalog stores it
 * @param columnType as {@code format_type} prints it, with the type modifier
 * @param baseType the name of the type in {@code pg_type}, after resolving domains and array elements, if it is built
 *     in; otherwise empty
 * @param array whether the column and the field are arrays
 * @param unit the unit of an instant that is written as a number
 * @param fieldType the type in Typesense, including {@code []}; null for a field that is stored and not indexed
 * @param properties further properties of the field, passed on to Typesense
 */
public record MappedColumn(
        String field,
        String column,
        String columnType,
        String baseType,
        ValueKind kind,
        boolean array,
        EpochUnit unit,
        @Nullable String fieldType,
        Map<String, Object> properties) {

    public MappedColumn {
        requireNonNull(field, "field");
        requireNonNull(column, "column");
        requireNonNull(columnType, "columnType");
        requireNonNull(baseType, "baseType");
        requireNonNull(kind, "kind");
        requireNonNull(unit, "unit");
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /**
     * The column as a field that exists can hold it.
     *
     * @param types what Typesense says of the field: empty if it has none, two for {@code auto}
     * @return null if the field does not hold the column's values
     */
    public @Nullable MappedColumn fittedTo(Set<String> types) {
        if (types.isEmpty() || (fieldType != null && types.contains(fieldType))) {
            return this;
        }
        return types.stream()
                .filter(type -> TypeMapping.isHeldBy(kind, array, type))
                .findFirst()
                .map(this::withFieldType)
                .orElse(null);
    }

    private MappedColumn withFieldType(String type) {
        return new MappedColumn(field, column, columnType, baseType, kind, array, unit, type, properties);
    }

    /** Whether a document may lack the field. */
    public boolean isOptional() {
        return !Boolean.FALSE.equals(properties.get("optional"));
    }
}
