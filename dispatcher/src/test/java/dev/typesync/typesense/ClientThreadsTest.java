package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.document.Document;
import dev.typesync.typesense.ImportOutcome.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many requests wait, the client has few threads, and each thread that waits shows that it is alive. */
@Timeout(60)
class ClientThreadsTest {
    private static final int CALLERS = 30;
    private static final HealthWatch FREQUENT_CHECKS = new HealthWatch(Duration.ofMillis(50), Duration.ofSeconds(5), 3);
    private static final List<Document> ONE =
            List.of(new Document("1", "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)));

    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger healthChecks = new AtomicInteger();
    private final AtomicInteger fences = new AtomicInteger();
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final FakeServer server = new FakeServer(exchange -> {
        if (exchange.getRequestURI().getPath().equals("/health")) {
            healthChecks.incrementAndGet();
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            fences.incrementAndGet();
            FakeServer.answer(exchange, 503, "");
            return;
        } else {
            arrived.incrementAndGet();
            awaitMayAnswer();
        }
        FakeServer.answer(exchange, 200, "{\"success\":true}");
    });
    private Set<Thread> before;

    private void awaitMayAnswer() {
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @BeforeEach
    void rememberThreads() {
        before = Thread.getAllStackTraces().keySet();
    }

    @AfterEach
    void close() {
        mayAnswer.countDown();
        callers.shutdownNow();
        server.close();
    }

    @Test
    void manyRequestsThatWaitNeedFewThreadsAndShowThatTheyAreAlive() throws Exception {
        try (TypesenseClient client =
                new TypesenseClient(server.config(), FREQUENT_CHECKS, () -> alive.add(Thread.currentThread()))) {
            List<Future<ImportOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                outcomes.add(callers.submit(() -> client.importDocuments("c", ONE)));
            }
            await().until(() -> arrived.get() == HttpClients.MAX_REQUESTS && alive.size() == CALLERS);
            await().until(() -> healthChecks.get() > 10); // also while all requests wait

            await().until(() -> fences.get() > 0);
            assertThat(clientThreads()).hasSizeLessThanOrEqualTo(HttpClients.MAX_THREADS);
            mayAnswer.countDown();
            for (Future<ImportOutcome> outcome : outcomes) {
                assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Answered.class);
            }
        }
        await().until(() -> clientThreads().stream().noneMatch(name -> name.startsWith("typesync-")));
    }

    private List<String> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("typesync-") || name.startsWith("HttpClient"))
                .toList();
    }
}
