package dev.typesync.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The documents of a collection by id, as Typesense exports them. Numbers are doubles, so that 1 equals 1.0.
 *
 * @param status HTTP status of the export: 404 while there is no such collection
 */
public record Documents(int status, Map<String, Map<String, Object>> byId) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> ANY_DOCUMENT = new TypeReference<>() {};

    static Documents export(TypesenseServer typesense, String collection) {
        HttpResponse<String> response =
                typesense.request("GET", "/collections/" + collection + "/documents/export", null);
        if (response.statusCode() != 200) {
            return new Documents(response.statusCode(), Map.of());
        }
        Map<String, Map<String, Object>> documents = new TreeMap<>();
        response.body().lines().filter(line -> !line.isEmpty()).forEach(line -> {
            Map<String, Object> document = document(line);
            documents.put((String) document.get("id"), document);
        });
        return new Documents(200, Collections.unmodifiableMap(documents));
    }

    private static Map<String, Object> document(String line) {
        try {
            Map<String, Object> document = new TreeMap<>();
            JSON.readValue(line, ANY_DOCUMENT)
                    .forEach((name, value) ->
                            document.put(name, value instanceof Number number ? (Object) number.doubleValue() : value));
            return document;
        } catch (JsonProcessingException e) {
            throw new AssertionError("a line of the export is not JSON", e);
        }
    }
}
