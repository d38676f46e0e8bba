package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.document.Document;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Refused;
import dev.typesync.typesense.ImportOutcome.Unknown;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers of a broken server, and of proxies before it: never too much of them is read, and none is misunderstood. */
@Timeout(60)
class AnswerFaultsTest {
    private static final HealthWatch FREQUENT_CHECKS =
            new HealthWatch(Duration.ofMillis(50), Duration.ofMillis(500), 3);
    private static final long GIGABYTE = 1024L * 1024 * 1024;
    private static final List<Document> TWO = List.of(document("1"), document("2"));

    private static Document document(String id) {
        return new Document(id, ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a body of a gigabyte, and counts what it could send. */
    private static FakeServer endless(int status, String line, AtomicLong sent) {
        byte[] block = line.repeat(64 * 1024 / line.length()).getBytes(StandardCharsets.UTF_8);
        return new FakeServer(exchange -> {
            exchange.sendResponseHeaders(status, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (sent.get() < GIGABYTE) {
                    body.write(block);
                    sent.addAndGet(block.length);
                }
            } catch (IOException closed) {
                exchange.close(); // the client has read enough
            }
        });
    }

    private static ImportOutcome imported(FakeServer server) {
        try (server;
                TypesenseClient client = new TypesenseClient(server.config())) {
            return client.importDocuments("c", TWO);
        }
    }

    private static ImportOutcome imported(int status, String body) {
        return imported(FakeServer.answering(status, body));
    }

    @Test
    void readsOnlyTheBeginOfALargeErrorText() {
        AtomicLong sent = new AtomicLong();
        assertThat(imported(endless(400, "error ", sent))).isInstanceOf(Refused.class);
        assertThat(sent).hasValueLessThan(GIGABYTE / 4);
    }

    @Test
    void readsNoMoreResultLinesThanDocuments() {
        AtomicLong sent = new AtomicLong();
        assertThat(imported(endless(200, "{\"success\":true}\n", sent)))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).contains("more result lines"));
        assertThat(sent).hasValueLessThan(GIGABYTE / 4);
    }

    @Test
    void readsNoEndlessLine() {
        AtomicLong sent = new AtomicLong();
        assertThat(imported(endless(200, "xxxxxxxxxxxxxxxx", sent))).isInstanceOf(Unknown.class);
    }

    @Test
    void anEndlessLineOfAnExportIsNotADocument() {
        TypesenseClientIT.Exported exported = new TypesenseClientIT.Exported();
        String large = "{\"id\":\"1\",\"s\":\"" + "x".repeat(ExportLines.MAX_LINE_BYTES) + "\"}\n{\"id\":\"2\"}\n";
        try (FakeServer server = FakeServer.answering(200, large);
                TypesenseClient client = new TypesenseClient(server.config())) {
            client.export("c", exported);
        }
        assertThat(exported.hashes).containsOnlyKeys("2");
        assertThat(exported.invalidLines).containsExactly(1L);
    }

    @Test
    void theListOfCollectionsIsBounded() {
        AtomicLong sent = new AtomicLong();
        try (FakeServer server = endless(200, "[{\"name\":\"a\"},", sent);
                CollectionAdministration collections = new CollectionAdministration(server.config())) {
            assertThatThrownBy(collections::list)
                    .isInstanceOfSatisfying(
                            TypesenseException.class,
                            e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.UNREACHABLE));
        }
        assertThat(sent).hasValueLessThan(GIGABYTE / 4);
    }

    @Test
    void anotherTextThanTypesensesIsNoSuccess() {
        assertThat(imported(200, "<html>Welcome</html>")).isInstanceOf(Unknown.class);
        assertThat(imported(502, "<html>Bad Gateway</html>")).isInstanceOf(Unknown.class);
        try (FakeServer server = FakeServer.answering(200, "<html>Welcome</html>");
                TypesenseClient client = new TypesenseClient(server.config())) {
            assertThat(client.delete("c", List.of("1"))).isInstanceOf(Unknown.class);
            assertThat(client.delete("c", List.of("`"))).isInstanceOf(Unknown.class);
            assertThat(client.fence("c")).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void aRedirectIsRefusedAndSaysWhatToDo() {
        assertThat(imported(new FakeServer(exchange -> {
                    exchange.getResponseHeaders().set("Location", "https://elsewhere.example/");
                    FakeServer.answer(exchange, 301, "");
                })))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(RefusalKind.BAD_REQUEST);
                    assertThat(refused.message()).contains("set typesense.nodes");
                });
    }

    @Test
    void neitherTheKeyNorAnotherLineComesFromAnErrorText() {
        ImportOutcome page = imported(400, "<html>Your request: X-TYPESENSE-API-KEY: key-of-the-request</html>");
        assertThat(page.toString()).doesNotContain("key-of-the-request");
        ImportOutcome forged = imported(400, "{\"message\": \"bad\\n12:00:00 SEVERE forged\\u001b[2J\"}");
        assertThat(forged)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.message()).isEqualTo("bad\\u000a12:00:00 SEVERE forged\\u001b[2J"));
    }

    @Test
    void theStatusLineIsNotQuoted() {
        try (RawServer server =
                        new RawServer("HTTP/1.1 200 secret\u0007 of the answer\r\nnot a header secret\r\n\r\n");
                TypesenseClient client = new TypesenseClient(server.config())) {
            assertThat(client.importDocuments("c", TWO).toString()).doesNotContain("secret");
        }
    }

    @Test
    void aBodyThatIsCutHasAnUnknownOutcome() {
        String half = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"success\":true}\r\n";
        try (RawServer server = new RawServer(half);
                TypesenseClient client = new TypesenseClient(server.config())) {
            assertThat(client.importDocuments("c", TWO)).isInstanceOf(Unknown.class);
        }
    }

    private static FakeServer stalling(LongFunction<String> body, Duration pause) {
        return stalling(body, pause, 503);
    }

    private static FakeServer stalling(LongFunction<String> body, Duration pause, int health) {
        return new FakeServer(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/health")) {
                FakeServer.answer(exchange, health, "{\"ok\":false}");
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            drip(exchange, body, pause);
        });
    }

    private static void drip(HttpExchange exchange, LongFunction<String> body, Duration pause) throws IOException {
        Object never = new Object();
        try (OutputStream out = exchange.getResponseBody()) {
            for (long i = 0; i < Long.MAX_VALUE; i++) {
                out.write(body.apply(i).getBytes(StandardCharsets.UTF_8));
                out.flush();
                synchronized (never) {
                    never.wait(pause.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anExportThatStallsEndsWhenTheNodeIsNotHealthy() {
        TypesenseClientIT.Exported exported = new TypesenseClientIT.Exported();
        try (FakeServer server = stalling(i -> i == 0 ? "{\"id\":\"1\"}\n" : "", Duration.ofMinutes(5));
                TypesenseClient client = new TypesenseClient(server.config(), FREQUENT_CHECKS)) {
            assertThatThrownBy(() -> client.export("c", exported))
                    .isInstanceOf(TypesenseException.class)
                    .hasMessageContaining("/health failed 3 times");
        }
        assertThat(exported.hashes).containsOnlyKeys("1");
    }

    @Test
    void anExportThatStallsEndsAlsoIfTheNodeIsHealthy() {
        HealthWatch shortStall =
                new HealthWatch(Duration.ofMillis(50), Duration.ofSeconds(5), 3, Duration.ofMillis(300));
        TypesenseClientIT.Exported exported = new TypesenseClientIT.Exported();
        try (FakeServer server = stalling(i -> i == 0 ? "{\"id\":\"1\"}\n" : "", Duration.ofMinutes(5), 200);
                TypesenseClient client = new TypesenseClient(server.config(), shortStall)) {
            assertThatThrownBy(() -> client.export("c", exported))
                    .isInstanceOf(TypesenseException.class)
                    .hasMessageContaining("no more of it came");
        }
    }

    @Test
    void anAnswerThatDripsEndsAfterTheRequestTimeout() {
        try (FakeServer server = stalling(i -> " ", Duration.ofMillis(20));
                TypesenseClient client = new TypesenseClient(new TypesenseConfig(
                        List.of(server.url()),
                        Secret.of("key"),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        ""))) {
            assertThat(client.importDocuments("c", TWO))
                    .isInstanceOfSatisfying(
                            Unknown.class,
                            unknown -> assertThat(unknown.reason()).contains("requestTimeout"));
        }
    }

    @Test
    void headersThatNeverEndHaveALimit() {
        char[] header = new char[1024 * 1024];
        Arrays.fill(header, 'x');
        try (RawServer server = new RawServer("HTTP/1.1 200 OK\r\nA: " + new String(header));
                TypesenseClient client = new TypesenseClient(server.config())) {
            assertThat(client.importDocuments("c", TWO)).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void aNodeThatFailedMustBeReadyBeforeTheNextWrite() {
        AtomicInteger writes = new AtomicInteger();
        AtomicBoolean isReady = new AtomicBoolean();
        try (FakeServer server = new FakeServer(exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/health")) {
                        FakeServer.answer(exchange, isReady.get() ? 200 : 503, "{}");
                    } else if (writes.incrementAndGet() == 1) {
                        exchange.close(); // as a server that is starting
                    } else {
                        FakeServer.answer(exchange, 200, "{\"success\":true}\n{\"success\":true}");
                    }
                });
                TypesenseClient client = new TypesenseClient(server.config())) {
            assertThat(client.importDocuments("c", TWO)).isInstanceOf(Unknown.class);
            assertThat(client.importDocuments("c", TWO))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.UNREACHABLE));
            assertThat(writes).hasValue(1);

            isReady.set(true);
            await().untilAsserted(
                            () -> assertThat(client.importDocuments("c", TWO)).isInstanceOf(Answered.class));
            assertThat(client.wasReady()).isTrue();
        }
    }
}
