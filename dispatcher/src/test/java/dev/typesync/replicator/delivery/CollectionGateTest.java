package dev.typesync.replicator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.replicator.queue.KeyQueue;
import dev.typesync.replicator.queue.QueueBudget;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is called when the phase changes. */
class CollectionGateTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final CollectionGate gate =
            new CollectionGate(new KeyQueue(Duration.ZERO, new QueueBudget(0), System::nanoTime));

    @Test
    void callsNobodyWhenItStaysInItsPhase() {
        gate.onChange(calls::incrementAndGet);
        gate.enter(CollectionGate.Phase.FOREIGN);
        gate.enter(CollectionGate.Phase.FOREIGN);

        assertThat(calls).hasValue(1);
    }
}
