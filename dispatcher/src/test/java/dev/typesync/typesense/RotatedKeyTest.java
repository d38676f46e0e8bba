package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.config.ConfigurationFile;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.document.Document;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatedKeyTest {
    private static final List<Document> ONE =
            List.of(new Document("1", "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)));

    private final AtomicInteger requests = new AtomicInteger();
    private final FakeServer server = new FakeServer(exchange -> {
        requests.incrementAndGet();
        boolean known = "new".equals(exchange.getRequestHeaders().getFirst("X-TYPESENSE-API-KEY"));
        String answer = exchange.getRequestURI().getPath().equals("/collections") ? "[]" : "{\"success\":true}";
        FakeServer.answer(exchange, known ? 200 : 401, known ? answer : "{\"message\": \"Forbidden\"}");
    });

    @TempDir
    private Path directory;

    private TypesenseConfig config;

    @BeforeEach
    void writeConfiguration() throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "old");
        Path file = Files.writeString(
                directory.resolve("typesync.yaml"),
                "typesense: { nodes: [\"" + server.url() + "\"], apiKey: \"${file:" + key + "}\" }\n"
                        + "collections: { products: {} }\n");
        config = ConfigurationFile.load(file.toString()).typesense();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sendsTheRequestAgainIfTheFileContainsAnotherKey() throws IOException {
        Files.writeString(directory.resolve("key"), "new");

        try (TypesenseClient client = new TypesenseClient(config)) {
            assertThat(client.importDocuments("c", ONE)).isInstanceOf(Answered.class);
        }
        assertThat(requests).hasValue(2);
    }

    @Test
    void doesNotRepeatARequestWithTheSameKey() {
        try (TypesenseClient client = new TypesenseClient(config)) {
            assertThat(client.importDocuments("c", ONE))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.UNAUTHORIZED));
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void readsTheKeyAgainForCollectionsToo() throws IOException {
        CollectionAdministration collectionAdministration = new CollectionAdministration(config);
        Files.writeString(directory.resolve("key"), "new");

        assertThat(collectionAdministration.list()).isEmpty();
        assertThat(requests).hasValue(2);
    }
}
