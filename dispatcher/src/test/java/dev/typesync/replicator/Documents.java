package dev.typesync.replicator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.typesync.testkit.TypesenseServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** Reads the documents of a collection in Typesense through its alias. */
public record Documents(TypesenseServer typesense, String alias) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All documents by id; null if there is no such alias. */
    Map<String, JsonNode> all() {
        HttpResponse<String> answer = typesense.request("GET", "/collections/" + alias + "/documents/export", null);
        if (answer.statusCode() != 200) {
            return null;
        }
        Map<String, JsonNode> documents = new TreeMap<>();
        answer.body().lines().filter(line -> !line.isBlank()).forEach(line -> {
            JsonNode document = parse(line);
            documents.put(document.get("id").asText(), document);
        });
        return documents;
    }

    /** One field of all documents, by id. */
    public Map<String, String> field(String name) {
        Map<String, JsonNode> all = all();
        if (all == null) {
            return null;
        }
        Map<String, String> values = new TreeMap<>();
        all.forEach((id, document) ->
                values.put(id, document.hasNonNull(name) ? document.get(name).asText() : null));
        return values;
    }

    public String concrete() {
        HttpResponse<String> answer = typesense.request("GET", "/aliases/" + alias, null);
        return answer.statusCode() == 200
                ? parse(answer.body()).get("collection_name").asText()
                : null;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + json, e);
        }
    }
}
