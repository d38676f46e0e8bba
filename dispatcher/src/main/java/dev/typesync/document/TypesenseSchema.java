package dev.typesync.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the schema of a collection in Typesense's format. */
final class TypesenseSchema {
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private TypesenseSchema() {}

    static Map<String, Object> of(CollectionMapping mapping, String concreteName) {
        List<Map<String, Object>> fields = new ArrayList<>();
        boolean nested = false;
        for (MappedColumn column : mapping.columns()) {
            if (column.fieldType() != null) {
                fields.add(field(column, column.fieldType()));
                nested |= column.fieldType().startsWith("object");
            }
        }
        if (fields.isEmpty()) { // Typesense refuses an empty list, and does not keep a field of this name
            fields.add(Map.of("name", "id", "type", "string"));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("name", concreteName);
        schema.put("fields", fields);
        if (nested) {
            schema.put("enable_nested_fields", true);
        }
        schema.putAll(mapping.schema());
        return schema;
    }

    private static Map<String, Object> field(MappedColumn column, String type) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("name", column.field());
        field.put("type", type);
        field.put("optional", true);
        field.putAll(column.properties());
        return field;
    }

    static String hash(CollectionMapping mapping) {
        List<Object> definition = new ArrayList<>();
        definition.add(mapping.table().quoted());
        definition.add(of(mapping, mapping.name()));
        mapping.key().forEach(column -> definition.add(List.of(column.name(), column.type())));
        mapping.columns().forEach(column -> definition.add(parts(column)));
        definition.add(textOrEmpty(mapping.where()));
        try {
            byte[] canonical = CANONICAL.writeValueAsBytes(definition);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("the definition of " + mapping.name() + " cannot be hashed", e);
        }
    }

    private static List<String> parts(MappedColumn column) {
        return List.of(
                column.field(),
                column.column(),
                column.columnType(),
                column.kind().name(),
                String.valueOf(column.array()),
                column.unit().name(),
                textOrEmpty(column.fieldType()));
    }

    private static String textOrEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
