package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.document.Document;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Refused;
import dev.typesync.typesense.ImportOutcome.Unknown;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteOutcomeTest {
    private static final List<Document> TWO = List.of(
            new Document("1", "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)),
            new Document("2", "{\"id\":\"2\"}".getBytes(StandardCharsets.UTF_8)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    400 | {"message": "Parameter `action` must be a create"} | BAD_REQUEST
                    401 | {"message": "Forbidden - a valid key must be sent"} | UNAUTHORIZED
                    403 | Forbidden                                          | UNAUTHORIZED
                    404 | {"message": "Not Found"}                           | NOT_FOUND
                    413 | <html>too large</html>                             | BAD_REQUEST
                    422 | {"message": "running out of resource type: OUT_OF_DISK"} | OUT_OF_RESOURCES
                    503 | {"message": "Not Ready or Lagging"}                | BUSY
                    """)
    void isRefusedIfNothingCanHaveBeenApplied(int status, String body, RefusalKind kind) {
        assertThat(imported(status, body)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(kind);
            assertThat(refused.status()).isEqualTo(status);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    408 | slow
                    500 | {"message": "Could not find a leader."}
                    502 | <html>Bad Gateway</html>
                    503 | <html>Service Unavailable</html>
                    504 | <html>Gateway Timeout</html>
                    200 | {"success":true}
                    200 | ''
                    200 | {"success":true} {"success":true} {"success":true}
                    200 | {"success":true} {"success":tr
                    200 | {"success":true} <html>
                    200 | [1] [2]
                    """)
    void isUnknownIfItCanHaveBeenApplied(int status, String body) {
        assertThat(imported(status, body)).isInstanceOf(Unknown.class);
    }

    @Test
    void doesNotKeepTheDocumentInTheAnswer() {
        ImportOutcome outcome = imported(
                200,
                "{\"code\":400,\"document\":\"{secret}\",\"error\":\"Bad\",\"success\":false}\n{\"success\":true}\n\n");

        assertThat(outcome).isEqualTo(new Answered(List.of(new LineResult(false, 400, "Bad"), LineResult.DONE)));
        assertThat(imported(200, "{\"document\":\"secret").toString()).doesNotContain("secret");
    }

    @Test
    void isUnknownIfTheStatusLineIsMalformed() {
        try (RawServer server = new RawServer("HTTP/1.1 0 \r\n\r\n");
                TypesenseClient client = new TypesenseClient(server.config())) {
            assertThat(client.importDocuments("c", TWO)).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void sendsWholeDocumentsInOneRequestWithTheKey() {
        try (FakeServer server = new FakeServer(exchange -> {
                    boolean right = exchange.getRequestHeaders()
                                    .getFirst("X-TYPESENSE-API-KEY")
                                    .equals("key")
                            && exchange.getRequestURI()
                                    .toString()
                                    .equals("/collections/a%20b/documents/import?action=upsert&dirty_values=reject");
                    FakeServer.answer(exchange, right ? 200 : 400, "{\"success\":true}\n{\"success\":true}");
                });
                TypesenseClient client = new TypesenseClient(server.config())) {
            assertThat(client.importDocuments("a b", TWO)).isInstanceOf(Answered.class);
        }
    }

    @Test
    void deletesOneByOneIfTheFilterIsRefused() {
        AtomicInteger requests = new AtomicInteger();
        try (FakeServer server = new FakeServer(exchange -> {
                    requests.incrementAndGet();
                    boolean filter = exchange.getRequestURI().getQuery() != null;
                    FakeServer.answer(
                            exchange, filter ? 400 : 200, "{\"message\": \"Could not parse the filter query.\"}");
                });
                TypesenseClient client = new TypesenseClient(server.config())) {
            assertThat(client.delete("c", List.of("1", "2")))
                    .isEqualTo(new Answered(List.of(LineResult.DONE, LineResult.DONE)));
        }
        assertThat(requests).hasValue(3);
    }

    private static ImportOutcome imported(int status, String body) {
        try (FakeServer server = FakeServer.answering(status, body);
                TypesenseClient client = new TypesenseClient(server.config())) {
            return client.importDocuments("c", TWO);
        }
    }
}
