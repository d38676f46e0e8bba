package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.document.Document;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchedRequestTest {
    private static final HealthWatch FREQUENT_CHECKS = new HealthWatch(Duration.ofMillis(20), Duration.ofSeconds(2), 3);
    private static final List<Document> ONE =
            List.of(new Document("1", "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)));

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final AtomicInteger imports = new AtomicInteger();
    private final AtomicInteger healthChecks = new AtomicInteger();
    private volatile int checksUntilAnswer = 5;
    private volatile int health = 200;
    private final FakeServer server = new FakeServer(exchange -> {
        if (exchange.getRequestURI().getPath().equals("/health")) {
            if (healthChecks.incrementAndGet() == checksUntilAnswer) {
                mayAnswer.countDown();
            }
            FakeServer.answer(exchange, health, "{\"ok\":true}");
            return;
        }
        if (exchange.getRequestMethod().equals("DELETE")
                && exchange.getRequestURI().getPath().startsWith("/collections/other/")) {
            FakeServer.answer(exchange, 404, "{\"message\": \"Could not find a document\"}");
            return;
        }
        imports.addAndGet(exchange.getRequestMethod().equals("POST") ? 1 : 0);
        arrived.countDown();
        awaitMayAnswer();
        FakeServer.answer(exchange, 200, "{\"success\":true}");
    });

    private void awaitMayAnswer() {
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        mayAnswer.countDown();
        server.close();
    }

    @Test
    void waitsForABusyNodeThatIsHealthy() {
        try (TypesenseClient client = new TypesenseClient(server.config(), FREQUENT_CHECKS)) {
            assertThat(client.importDocuments("c", ONE)).isInstanceOf(Answered.class);
        }
        assertThat(healthChecks).hasValueGreaterThanOrEqualTo(5);
    }

    @Test
    void givesUpAfterThreeFailedHealthChecks() {
        health = 503;
        try (TypesenseClient client = new TypesenseClient(server.config(), FREQUENT_CHECKS)) {
            assertThat(client.importDocuments("c", ONE))
                    .isInstanceOfSatisfying(
                            Unknown.class,
                            unknown -> assertThat(unknown.reason()).contains("failed 3 times"));
        }
        assertThat(healthChecks).hasValue(3);
    }

    /** The connection of the import is open on one side only; on another one the node is fine. */
    @Test
    void givesUpIfALaterWriteOfTheCollectionIsAnswered() {
        AtomicInteger fences = new AtomicInteger();
        try (FakeServer half = new FakeServer(exchange -> {
                    if (exchange.getRequestMethod().equals("POST")) {
                        awaitMayAnswer();
                    } else if (exchange.getRequestMethod().equals("DELETE")) {
                        fences.incrementAndGet();
                        FakeServer.answer(exchange, 404, "{\"message\": \"Could not find a document\"}");
                    } else {
                        FakeServer.answer(exchange, 200, "{\"ok\":true}");
                    }
                });
                TypesenseClient client = new TypesenseClient(half.config(), FREQUENT_CHECKS)) {
            assertThat(client.importDocuments("c", ONE))
                    .isInstanceOfSatisfying(
                            Unknown.class,
                            unknown -> assertThat(unknown.reason()).contains("has answered a later write"));
            assertThat(fences).hasPositiveValue();
            mayAnswer.countDown();
        }
    }

    /** A write that waits for its turn was not sent, so a later write says nothing about it. */
    @Test
    void aRequestThatWaitsForItsTurnIsNotLost() throws Exception {
        checksUntilAnswer = 20;
        try (TypesenseClient client = new TypesenseClient(server.config(), FREQUENT_CHECKS)) {
            List<CompletableFuture<ImportOutcome>> outcomes = new ArrayList<>();
            ExecutorService callers = Executors.newFixedThreadPool(HttpClients.MAX_REQUESTS + 1);
            for (int i = 0; i < HttpClients.MAX_REQUESTS; i++) {
                outcomes.add(CompletableFuture.supplyAsync(() -> client.importDocuments("c", ONE), callers));
            }
            await().until(() -> imports.get() == HttpClients.MAX_REQUESTS);
            outcomes.add(CompletableFuture.supplyAsync(() -> client.importDocuments("other", ONE), callers));
            callers.shutdown();
            for (CompletableFuture<ImportOutcome> outcome : outcomes) {
                assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Answered.class);
            }
        }
    }

    @Test
    void givesUpAfterTheRequestTimeout() {
        TypesenseConfig shortTimeout = new TypesenseConfig(
                List.of(server.url()),
                Secret.of("key"),
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                "");
        try (TypesenseClient client = new TypesenseClient(shortTimeout)) {
            assertThat(client.importDocuments("c", ONE))
                    .isInstanceOfSatisfying(
                            Unknown.class,
                            unknown -> assertThat(unknown.reason()).contains("requestTimeout=PT0.05S"));
        }
    }

    @Test
    void endsImmediatelyWhenConnectionsAreClosed() throws Exception {
        try (TypesenseClient client = new TypesenseClient(server.config())) {
            CompletableFuture<ImportOutcome> outcome =
                    CompletableFuture.supplyAsync(() -> client.importDocuments("c", ONE));
            arrived.await();

            client.cancelConnections();

            assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void endsWhenTheThreadIsInterruptedAndKeepsTheFlag() throws Exception {
        try (TypesenseClient client = new TypesenseClient(server.config())) {
            CompletableFuture<ImportOutcome> outcome = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread thread = new Thread(
                    () -> {
                        outcome.complete(client.importDocuments("c", ONE));
                        flag.complete(Thread.currentThread().isInterrupted());
                    },
                    "test-import");
            thread.start();
            arrived.await();

            thread.interrupt();

            assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(Unknown.class);
            assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }
}
