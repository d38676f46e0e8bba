package dev.typesync.benchmarks.pace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a team would write with Debezium Engine: the changes of the table, decoded from the log of PostgreSQL, in batches.
 * Of each batch the last state of each row goes to Typesense in one import. It handles inserts and updates, which is
 * what the benchmark makes.
 */
final class DebeziumIndexer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // as typesync
            .build();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final URI imports;
    private final String apiKey;
    private final DebeziumEngine<ChangeEvent<String, String>> engine;

    private DebeziumIndexer(Properties properties, URI imports, String apiKey) {
        this.imports = imports;
        this.apiKey = apiKey;
        this.engine = DebeziumEngine.create(Json.class)
                .using(properties)
                .notifying(this::index)
                .using((success, message, error) -> {
                    if (!success) { // otherwise this lane would cost nothing
                        System.err.println("Debezium has ended: " + message + " " + error);
                        Runtime.getRuntime().halt(1);
                    }
                })
                .build();
    }

    /** The arguments are the port and the database of PostgreSQL, and the URL of the imports and the key of Typesense. */
    static DebeziumIndexer start(String[] arguments) {
        Properties properties = new Properties();
        properties.setProperty("name", "benchmark");
        properties.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        properties.setProperty("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        properties.setProperty("database.hostname", "127.0.0.1");
        properties.setProperty("database.port", arguments[0]);
        properties.setProperty("database.user", "postgres");
        properties.setProperty("database.password", "none");
        properties.setProperty("database.dbname", arguments[1]);
        properties.setProperty("topic.prefix", "benchmark");
        properties.setProperty("plugin.name", "pgoutput");
        properties.setProperty("publication.autocreate.mode", "filtered");
        properties.setProperty("table.include.list", "public.item");
        properties.setProperty("snapshot.mode", "initial");
        properties.setProperty("poll.interval.ms", "50");
        properties.setProperty("converter.schemas.enable", "false");
        DebeziumIndexer indexer = new DebeziumIndexer(properties, URI.create(arguments[2]), arguments[3]);
        indexer.thread.execute(indexer.engine);
        return indexer;
    }

    private void index(
            List<ChangeEvent<String, String>> events,
            DebeziumEngine.RecordCommitter<ChangeEvent<String, String>> committer)
            throws InterruptedException {
        Map<String, String> documents = new LinkedHashMap<>();
        for (ChangeEvent<String, String> event : events) {
            String value = event.value();
            if (value != null) {
                documents.put(String.valueOf(event.key()), document(value));
            }
        }
        send(String.join("\n", documents.values()));
        for (ChangeEvent<String, String> event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }

    private static String document(String value) {
        try {
            JsonNode row = JSON.readTree(value).path("after");
            ObjectNode document = row.deepCopy();
            return document.put("id", row.path("id").asText()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("an event is not JSON", e);
        }
    }

    private void send(String lines) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(imports)
                .header("X-TYPESENSE-API-KEY", apiKey)
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || answer.body().contains("\"success\":false")) {
                throw new IllegalStateException("Typesense refused an import: " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an import failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        engine.close();
        thread.shutdown();
    }
}
