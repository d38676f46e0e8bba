package dev.typesync.replicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.document.Document;
import dev.typesync.typesense.ExportSink;
import dev.typesync.typesense.ImportOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryDelayTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final Timing timing =
            new Timing(System::nanoTime, Clock.systemUTC(), () -> 0.999_999, pauses::add, Duration.ZERO);

    @Test
    void waitsForTheBackoffIfTheServerIsReady() throws InterruptedException {
        new RetryDelay(readyAfter(0), timing).await(3);
        assertThat(pauses).hasSize(1).first().isEqualTo(timing.backoff().after(3));
    }

    @Test
    void endsAsSoonAsTheServerIsReady() throws InterruptedException {
        new RetryDelay(readyAfter(4), timing).await(7);
        assertThat(pauses)
                .containsExactly(RetryDelay.CHECK_INTERVAL, RetryDelay.CHECK_INTERVAL, RetryDelay.CHECK_INTERVAL);
    }

    @Test
    void endsAfterTheLongestBackoffIfTheServerIsNeverReady() throws InterruptedException {
        new RetryDelay(readyAfter(Integer.MAX_VALUE), timing).await(1);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Backoff.LONGEST);
    }

    /** The server became ready between a failed request and the question whether it is ready. */
    @Test
    void goesOnSoonAfterALongOutage() throws InterruptedException {
        FakeTime time = new FakeTime();
        RetryDelay retryDelay = new RetryDelay(readyAfter(40), time.timing());
        retryDelay.await(19);
        int before = time.pauses().size();

        retryDelay.await(20);
        retryDelay.await(21);
        time.pass(Duration.ofSeconds(4));
        retryDelay.await(22);
        time.pass(Duration.ofMinutes(2));
        retryDelay.await(23);

        Duration first = time.timing().backoff().after(1);
        assertThat(time.pauses().subList(before, before + 2))
                .allMatch(pause -> pause.compareTo(first.multipliedBy(3)) <= 0);
        assertThat(time.pauses().get(before + 2)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        assertThat(time.pauses().get(before + 3)).isGreaterThan(Duration.ofSeconds(29));
    }

    private static DocumentStore readyAfter(int looks) {
        return new DocumentStore() {
            private int looked;

            @Override
            public boolean isReady() {
                return looked++ >= looks;
            }

            @Override
            public ImportOutcome importDocuments(String collection, List<Document> documents) {
                throw new AssertionError("only isReady is expected");
            }

            @Override
            public ImportOutcome delete(String collection, List<String> ids) {
                throw new AssertionError("only isReady is expected");
            }

            @Override
            public ImportOutcome fence(String collection) {
                throw new AssertionError("only isReady is expected");
            }

            @Override
            public void export(String collection, ExportSink sink) {
                throw new AssertionError("only isReady is expected");
            }

            @Override
            public boolean wasReady() {
                throw new AssertionError("only isReady is expected");
            }

            @Override
            public void cancelConnections() {
                throw new AssertionError("only isReady is expected");
            }
        };
    }
}
