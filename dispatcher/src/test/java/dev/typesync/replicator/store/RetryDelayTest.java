package dev.typesync.replicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.document.Document;
import dev.typesync.typesense.ExportSink;
import dev.typesync.typesense.ImportOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryDelayTest {
    private final FakeTime time = new FakeTime();
    private final Timing timing = time.timing();

    @Test
    void waitsForTheBackoffIfTheServerIsReady() throws InterruptedException {
        assertThat(waits(new RetryDelay(readyAfter(0), timing), 3))
                .hasSize(1)
                .first()
                .isEqualTo(timing.backoff().after(3));
    }

    @Test
    void endsAsSoonAsTheServerIsReady() throws InterruptedException {
        assertThat(waits(new RetryDelay(readyAfter(3), timing), 7))
                .containsExactly(RetryDelay.CHECK_INTERVAL, RetryDelay.CHECK_INTERVAL, RetryDelay.CHECK_INTERVAL);
    }

    @Test
    void endsAfterTheLongestBackoffIfTheServerIsNeverReady() throws InterruptedException {
        List<Duration> waits = waits(new RetryDelay(readyAfter(Integer.MAX_VALUE), timing), 1);
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Backoff.LONGEST);
    }

    /** All waits until the request may be repeated. */
    private List<Duration> waits(RetryDelay delay, int failures) throws InterruptedException {
        List<Duration> waits = new ArrayList<>();
        for (Duration wait = delay.begin(failures); !wait.isZero(); wait = delay.next()) {
            waits.add(wait);
            time.pass(wait);
        }
        return waits;
    }

    /** The server became ready between a failed request and the question whether it is ready. */
    @Test
    void goesOnSoonAfterALongOutage() throws InterruptedException {
        RetryDelay retryDelay = new RetryDelay(readyAfter(40), timing);
        waits(retryDelay, 19);

        List<Duration> soon = new ArrayList<>(waits(retryDelay, 20));
        soon.addAll(waits(retryDelay, 21));
        time.pass(Duration.ofSeconds(4));
        List<Duration> later = waits(retryDelay, 22);
        time.pass(Duration.ofMinutes(2));
        List<Duration> latest = waits(retryDelay, 23);

        Duration first = timing.backoff().after(1);
        assertThat(soon).hasSize(2).allMatch(pause -> pause.compareTo(first.multipliedBy(3)) <= 0);
        assertThat(later)
                .hasSize(1)
                .allMatch(pause ->
                        pause.compareTo(Duration.ofSeconds(4)) >= 0 && pause.compareTo(Duration.ofSeconds(6)) <= 0);
        assertThat(latest).hasSize(1).allMatch(pause -> pause.compareTo(Duration.ofSeconds(29)) > 0);
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
