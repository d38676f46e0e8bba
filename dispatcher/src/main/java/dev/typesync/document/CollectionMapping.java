package dev.typesync.document;

import static java.util.Objects.requireNonNull;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table become the documents of one collection. Immutable.
 *
 * @param name the collection's name in the configuration
 * @param table the table that owns the key
 * @param key its primary key, in the key's order
 * @param columns what becomes of its columns, in the table's order, renamed ones last
 * @param where SQL condition on the table's columns; rows outside it have no document
 * @param schema further properties of the collection's schema, passed through to Typesense
 * @param leftOut columns that were asked for and cannot become a field
 * @param searchPath the schemas that {@code where} is resolved in
 */
public record CollectionMapping(
        String name,
        TableId table,
        List<KeyColumn> key,
        List<MappedColumn> columns,
        @Nullable String where,
        Map<String, Object> schema,
        List<LeftOutColumn> leftOut,
        List<String> searchPath) {

    public CollectionMapping {
        requireNonNull(name, "name");
        requireNonNull(table, "table");
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
        leftOut = List.copyOf(leftOut);
        searchPath = List.copyOf(searchPath);
    }

    /** The body that creates the collection in Typesense under this name. */
    public Map<String, Object> typesenseSchema(String concreteName) {
        return TypesenseSchema.of(this, concreteName);
    }

    /** SHA-256, in hex, of everything that decides its documents and its schema: where it is equal, they are. */
    public String definitionHash() {
        return TypesenseSchema.hash(this);
    }

    /**
     * The same mapping with only these fields: what {@code columns} means once the collection exists is what existed
     * when it was created, so a process that starts later restricts what it resolved to the fields that were recorded.
     */
    public CollectionMapping restrictedTo(Set<String> fields) {
        List<MappedColumn> kept = columns.stream()
                .filter(column -> fields.contains(column.field()))
                .toList();
        return new CollectionMapping(name, table, key, kept, where, schema, leftOut, searchPath);
    }
}
