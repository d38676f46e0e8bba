package dev.typesync.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes the hash of the collections' definitions. Processes with the same hash write the same documents. The order
 * within the file does not matter.
 */
final class DefinitionHash {
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private DefinitionHash() {}

    static String of(TypesyncConfig config) {
        Map<String, Object> collections = new TreeMap<>();
        config.collections().forEach((name, collection) -> collections.put(name, definition(collection)));
        List<Object> all =
                List.of(config.database().schema(), config.typesense().collectionPrefix(), collections);
        try {
            byte[] canonical = CANONICAL.writeValueAsBytes(all);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("maps, lists, strings and numbers cannot be hashed", e);
        }
    }

    private static List<Object> definition(CollectionConfig collection) {
        Map<String, Object> fields = new TreeMap<>();
        collection.fields().forEach((name, field) -> fields.put(name, definition(field)));
        List<Object> definition = new ArrayList<>();
        definition.add(collection.table());
        definition.add(collection.columns().kind());
        definition.add(collection.columns().names());
        definition.add(collection.where() == null ? List.of() : List.of(collection.where()));
        definition.add(fields);
        definition.add(collection.schema());
        definition.add(collection.onReject().name());
        return definition;
    }

    private static List<Object> definition(FieldConfig field) {
        List<String> column = field.column() == null ? List.of() : List.of(field.column());
        return List.of(column, field.unit().name(), field.properties());
    }
}
