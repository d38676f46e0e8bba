package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One collection: which rows, which of their columns, and how they look in Typesense. Immutable.
 *
 * @param name of the alias that readers search, without the prefix
 * @param table as written: may carry a schema and double quotes, else resolved by search_path
 * @param where SQL over the table's columns; rows outside it are not in the collection
 * @param fields by the field's name
 * @param schema further properties of the collection's schema, passed through to Typesense
 */
public record CollectionConfig(
        String name,
        String table,
        ColumnSelection columns,
        @Nullable String where,
        Map<String, FieldConfig> fields,
        Map<String, Object> schema,
        SchemaChange schemaChange,
        OnReject onReject) {

    public CollectionConfig {
        requireNonNull(name, "name");
        requireNonNull(table, "table");
        requireNonNull(columns, "columns");
        requireNonNull(schemaChange, "schemaChange");
        requireNonNull(onReject, "onReject");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
    }

    /** The collection that {@code name: {}} means: the table of that name, with the columns it has. */
    public static CollectionConfig of(String name) {
        return new CollectionConfig(
                name, name, ColumnSelection.existing(), null, Map.of(), Map.of(), SchemaChange.ADD, OnReject.KEEP);
    }
}
