package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One collection: its rows, their columns, and their form in Typesense. Immutable.
 *
 * @param name the alias that searches use, without the prefix
 * @param table as written in the file: may have a schema and double quotes, otherwise it is resolved by search_path
 * @param where SQL condition on the columns of the table; other rows are not in the collection
 * @param fields by name of the field
 * @param schema further properties of the collection's schema, passed on to Typesense
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

    /** The collection that {@code name: {}} stands for: the table of that name with its existing columns. */
    public static CollectionConfig of(String name) {
        return new CollectionConfig(
                name, name, ColumnSelection.existing(), null, Map.of(), Map.of(), SchemaChange.ADD, OnReject.KEEP);
    }
}
