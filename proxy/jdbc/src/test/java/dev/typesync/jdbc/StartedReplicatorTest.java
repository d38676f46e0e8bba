package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The start of a replicator that follows the opening of a connection. The starters here fail: none of them connects. */
class StartedReplicatorTest {
    private final AtomicInteger starts = new AtomicInteger();
    private final CountDownLatch started = new CountDownLatch(1);
    private final StartedReplicator replicator = StartedReplicator.prepared(() -> {
        starts.incrementAndGet();
        started.countDown();
        throw new IllegalStateException("the test starts no replicator");
    });

    @Test
    void startsOnlyAfterTheOpeningAndOnce() throws Exception {
        assertThat(starts).hasValue(0);

        replicator.begin();
        replicator.begin();

        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        replicator.close(); // waits for the start
        replicator.begin();
        assertThat(starts).hasValue(1);
    }

    @Test
    void whoeverWaitsForDeliveryStartsIt() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> replicator.awaitDelivered(Duration.ofSeconds(10)))
                .withMessageContaining("could not be started");
        assertThat(starts).hasValue(1);
    }

    @Test
    void neverStartsAfterItWasClosed() {
        replicator.close();
        replicator.close();

        replicator.begin();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> replicator.awaitDelivered(Duration.ofSeconds(10)))
                .withMessageContaining("deregistered");
        assertThat(starts).hasValue(0);
    }
}
