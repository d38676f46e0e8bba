package dev.typesync.replicator.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.replicator.store.FakeTime;
import dev.typesync.source.Acknowledgement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeyQueueTest {
    private static final Duration MAX_DELAY = Duration.ofSeconds(2);
    private static final Acknowledgement IGNORED = () -> {};

    private final FakeTime time = new FakeTime();
    private final KeyQueue queue = new KeyQueue(MAX_DELAY, new QueueBudget(QueueBudget.DEFAULT_BYTES), time);

    @Test
    void sendsImmediatelyWhenNothingIsInFlight() {
        offer("1");

        assertThat(take(1000)).containsExactly("1");
    }

    @Test
    void collectsWhileABatchIsInFlight() {
        offer("1");
        Batch first = queue.poll(1000);
        offer("2");
        offer("3");

        assertThat(queue.poll(1000)).isNull();
        queue.settle(first, Map.of());
        assertThat(take(1000)).containsExactly("2", "3");
    }

    @Test
    void sendsASecondBatchWhenItIsFull() {
        offer("1");
        queue.poll(2);
        offer("2");
        assertThat(queue.poll(2)).isNull();
        offer("3");

        assertThat(take(2)).containsExactly("2", "3");
    }

    @Test
    void letsNoKeyWaitLongerThanMaxDelayForAFullBatch() {
        offer("1");
        queue.poll(1000);
        offer("2");
        time.pass(MAX_DELAY.minusMillis(1));
        assertThat(queue.poll(1000)).isNull();
        time.pass(Duration.ofMillis(1));

        assertThat(take(1000)).containsExactly("2");
    }

    @Test
    void hasAtMostTwoBatchesInFlight() {
        offer("1");
        queue.poll(1);
        offer("2");
        queue.poll(1);
        offer("3");
        time.pass(MAX_DELAY);

        assertThat(queue.poll(1)).isNull();
    }

    @Test
    void neverGivesOutAKeyThatIsInFlight() {
        offer("1");
        Batch first = queue.poll(1000);
        offer("1");
        offer("2");
        time.pass(MAX_DELAY);
        Batch second = queue.poll(1000);

        assertThat(second.keyTexts()).containsExactly("2");
        queue.settle(second, Map.of());
        assertThat(queue.poll(1000)).isNull();
        queue.settle(first, Map.of());
        assertThat(take(1000)).containsExactly("1");
    }

    @Test
    void writesAKeyOnceHoweverOftenItChangedAndAcknowledgesEachChange() {
        AtomicInteger acknowledged = new AtomicInteger();
        queue.offer(List.of("1", "2", "1"), acknowledged::incrementAndGet, Instant.EPOCH);
        queue.offer(List.of("1"), acknowledged::incrementAndGet, Instant.EPOCH);
        Batch batch = queue.poll(1000);

        assertThat(batch.keyTexts()).containsExactly("1", "2");
        assertThat(acknowledged).hasValue(0);
        queue.settle(batch, Map.of());
        assertThat(acknowledged).hasValue(4);
    }

    @Test
    void acknowledgesAChangeThatCameDuringTheWriteOnlyAfterTheNextOne() {
        AtomicInteger late = new AtomicInteger();
        offer("1");
        Batch first = queue.poll(1000);
        queue.offer(List.of("1"), late::incrementAndGet, Instant.EPOCH);
        queue.settle(first, Map.of());
        assertThat(late).hasValue(0);
        queue.settle(queue.poll(1000), Map.of());

        assertThat(late).hasValue(1);
    }

    @Test
    void putsChangesBeforeTheKeysOfLoads() {
        offerLowPriority("1");
        offerLowPriority("2");
        offer("3");
        offer("2");

        assertThat(take(1000)).containsExactly("3", "2", "1");
    }

    @Test
    void makesLoadsWaitWhenTheirKeysFillTheQueue() {
        for (int i = 0; i < KeyQueue.LOW_CAPACITY; i++) {
            assertThat(queue.offerLowPriority("k" + i, IGNORED)).isTrue();
        }
        assertThat(queue.offerLowPriority("one more", IGNORED)).isFalse();
        offer("live");

        assertThat(take(1)).containsExactly("live");
    }

    @Test
    void triesAKeyAgainWhenItsTimeHasCome() {
        offer("1");
        Batch batch = queue.poll(1000);
        queue.settle(batch, Map.of(batch.keys().get(0), Duration.ofSeconds(1).toNanos()));
        assertThat(queue.poll(1000)).isNull();
        offer("2");
        assertThat(take(1000)).containsExactly("2");
        time.pass(Duration.ofSeconds(3));

        assertThat(take(1000)).containsExactly("1");
    }

    @Test
    void triesAKeyImmediatelyWhenItsRowChangesAgain() {
        AtomicInteger acknowledged = new AtomicInteger();
        queue.offer(List.of("1"), acknowledged::incrementAndGet, Instant.EPOCH);
        Batch batch = queue.poll(1000);
        queue.settle(batch, Map.of(batch.keys().get(0), Duration.ofHours(1).toNanos()));
        queue.offer(List.of("1"), acknowledged::incrementAndGet, Instant.EPOCH);
        Batch again = queue.poll(1000);

        assertThat(again.keyTexts()).containsExactly("1");
        queue.settle(again, Map.of());
        assertThat(acknowledged).hasValue(2);
    }

    @Test
    void asksTheSourceToWaitWhenItIsFull() {
        for (int i = 0; i < KeyQueue.LIVE_CAPACITY; i++) {
            assertThat(queue.hasRoom()).isTrue();
            offer("k" + i);
        }

        assertThat(queue.hasRoom()).isFalse();
    }

    @Test
    void acknowledgesAllWaitingKeysWhenAMarkReplacesThem() {
        AtomicInteger acknowledged = new AtomicInteger();
        queue.offer(List.of("busy"), acknowledged::incrementAndGet, Instant.EPOCH);
        Batch inFlight = queue.poll(1000);
        queue.offer(List.of("live", "busy"), acknowledged::incrementAndGet, Instant.EPOCH);
        queue.offerLowPriority("low", acknowledged::incrementAndGet);
        queue.acknowledgeWaiting();

        assertThat(acknowledged).hasValue(3);
        queue.settle(inFlight, Map.of());
        assertThat(acknowledged).hasValue(4);
        assertThat(queue.poll(1000)).isNull();
    }

    private void offer(String key) {
        queue.offer(List.of(key), IGNORED, Instant.EPOCH);
    }

    private void offerLowPriority(String key) {
        queue.offerLowPriority(key, IGNORED);
    }

    /** Takes a batch and settles it. */
    private List<String> take(int maxKeys) {
        Batch batch = queue.poll(maxKeys);
        assertThat(batch).isNotNull();
        queue.settle(batch, Map.of());
        return batch.keyTexts();
    }
}
