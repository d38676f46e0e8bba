package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.document.DocumentHash;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExportTest {
    private final TypesenseClientIT.Exported exported = new TypesenseClientIT.Exported();

    @Test
    void readsLinesLongerThanABuffer() {
        String big = "{\"id\":\"big\",\"s\":\"" + "é".repeat(200_000) + "\"}";
        try (FakeServer server = FakeServer.answering(200, "{\"id\":\"1\"}\n" + big + "\n{\"id\":\"3\"}");
                TypesenseClient client = new TypesenseClient(server.config())) {
            client.export("c", exported);
        }

        assertThat(exported.hashes).containsOnlyKeys("1", "big", "3");
        assertThat(exported.hashes)
                .containsEntry(
                        "big",
                        DocumentHash.of(big.getBytes(StandardCharsets.UTF_8)).hash());
    }

    @Test
    void reportsLinesThatAreNotDocuments() {
        String lines =
                "{\"id\":\"1\"}\nError while getting seq_id of ..\n\n[1]\n{\"x\":1}\n{\"id\":\"6\"}\n{\"id\":\"7\"";
        try (FakeServer server = FakeServer.answering(200, lines);
                TypesenseClient client = new TypesenseClient(server.config())) {
            client.export("c", exported);
        }

        assertThat(exported.hashes).containsOnlyKeys("1", "6");
        assertThat(exported.invalidLines).containsExactly(2L, 4L, 5L, 7L);
    }

    @Test
    void failsIfTheAnswerEndsTooEarly() {
        String half = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nB\r\n{\"id\":\"1\"}\n\r\n";
        try (RawServer server = new RawServer(half);
                TypesenseClient client = new TypesenseClient(server.config())) {
            assertThatThrownBy(() -> client.export("c", exported))
                    .isInstanceOfSatisfying(
                            TypesenseException.class,
                            e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.UNREACHABLE));
        }
    }

    @Test
    void passesOnAnExceptionOfTheSink() {
        ExportSink broken = new ExportSink() {
            @Override
            public void document(String id, long hash) {
                throw new IllegalStateException("full");
            }

            @Override
            public void notADocument(long line) {}
        };
        try (FakeServer server = FakeServer.answering(200, "{\"id\":\"1\"}");
                TypesenseClient client = new TypesenseClient(server.config())) {
            assertThatThrownBy(() -> client.export("c", broken))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("full");
        }
    }
}
