package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of one field. Immutable.
 *
 * @param column the table's column it comes from; null: the one of the field's name
 * @param unit of a date or timestamp as a number
 * @param properties Typesense's own field properties, {@code type} among them, passed through
 */
public record FieldConfig(@Nullable String column, TimeUnitOfField unit, Map<String, Object> properties) {

    public FieldConfig {
        requireNonNull(unit, "unit");
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
