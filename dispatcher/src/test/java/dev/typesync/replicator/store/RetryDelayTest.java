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
