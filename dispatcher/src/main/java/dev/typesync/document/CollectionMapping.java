package dev.typesync.document;

import static java.util.Objects.requireNonNull;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.SqlQuoting;
import dev.typesync.outbox.TableId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Maps the rows of one table to the documents of one collection. Immutable.
 *
 * @param name the collection's name in the configuration
 * @param table the table that owns the key
 * @param key its primary key, in the order of the key
 * @param comparisons how the values of each key column are compared
 * @param columns the mapped columns, in the order of the table, renamed ones last
 * @param where SQL condition on the columns of the table; other rows have no document
 * @param schema further properties of the collection's schema, passed on to Typesense
 * @param leftOut configured columns that cannot become a field
 * @param searchPath the schemas in which {@code where} is resolved
 */
public record CollectionMapping(
        String name,
        TableId table,
        List<KeyColumn> key,
        List<KeyComparison> comparisons,
        List<MappedColumn> columns,
        @Nullable String where,
        Map<String, Object> schema,
        List<LeftOutColumn> leftOut,
        List<String> searchPath) {

    public CollectionMapping {
        requireNonNull(name, "name");
        requireNonNull(table, "table");
        key = List.copyOf(key);
        comparisons = List.copyOf(comparisons);
        columns = List.copyOf(columns);
        schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
        leftOut = List.copyOf(leftOut);
        searchPath = List.copyOf(searchPath);
    }

    /** The request body that creates the collection in Typesense under this name. */
    public Map<String, Object> typesenseSchema(String concreteName) {
        return TypesenseSchema.of(this, concreteName);
    }

    /**
     * SHA-256, in hexadecimal, of everything that determines the documents and the schema. Mappings with the same hash
     * produce the same documents and schema.
     */
    public String definitionHash() {
        return TypesenseSchema.hash(this);
    }

    /**
     * The primary key as text, such as {@code ("id" integer)}: its columns with their types, in its order. Mappings of
     * one table with another text have other ids for the same rows.
     */
    public String keyDefinition() {
        return key.stream()
                .map(column -> SqlQuoting.identifier(column.name()) + " " + column.type())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The names of the fields. */
    public Set<String> fieldNames() {
        return columns.stream().map(MappedColumn::field).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The same mapping with only these fields. Once the collection exists, {@code columns} means the columns that
     * existed when it was created. A process that starts later restricts its mapping to the recorded fields.
     */
    public CollectionMapping restrictedTo(Set<String> fields) {
        List<MappedColumn> kept = columns.stream()
                .filter(column -> fields.contains(column.field()))
                .toList();
        return withColumns(kept);
    }

    /** The same mapping with these columns. */
    public CollectionMapping withColumns(List<MappedColumn> kept) {
        return new CollectionMapping(name, table, key, comparisons, kept, where, schema, leftOut, searchPath);
    }
}
