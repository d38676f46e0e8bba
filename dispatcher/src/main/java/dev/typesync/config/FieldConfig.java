package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one field. Immutable.
 *
 * @param column the column that the field comes from; null: the column of the field's name
 * @param unit the unit of a date or timestamp that is written as a number
 * @param properties Typesense's own field properties, including {@code type}, passed on
 */
public record FieldConfig(@Nullable String column, EpochUnit unit, Map<String, Object> properties) {

    public FieldConfig {
        requireNonNull(unit, "unit");
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
