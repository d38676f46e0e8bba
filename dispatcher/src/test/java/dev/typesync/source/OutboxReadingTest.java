package dev.typesync.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.TableId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What a look at the outbox costs, and what it leaves for others. */
class OutboxReadingTest {
    private static final TableId HOT = new TableId("public", "hot");
    private static final TableId CALM = new TableId("public", "calm");
    private static final TableId UNKNOWN = new TableId("no", "such");

    private final ModelOutbox outbox = new ModelOutbox();
    private final Set<TableId> known = new HashSet<>(Set.of(HOT, CALM));
    private final Map<TableId, Deque<Acknowledgement>> taken = new HashMap<>();
    private int capacity = Integer.MAX_VALUE;
    private final DeliveryWaits waits = new DeliveryWaits(outbox);
    private final OutboxSource source =
            new OutboxSource(outbox, new Ownership("me", 1), () -> {}, new PollInterval(false, outbox), waits, outbox);
    private final ChangeSink sink = new ChangeSink() {
        @Override
        public Admission offer(Change change, Acknowledgement acknowledgement) {
            if (!known.contains(change.table())) {
                return Admission.UNKNOWN_TABLE;
            }
            Deque<Acknowledgement> ofTable = taken.computeIfAbsent(change.table(), table -> new ArrayDeque<>());
            if (ofTable.size() >= capacity) {
                return Admission.LATER;
            }
            ofTable.add(acknowledgement);
            return Admission.TAKEN;
        }

        @Override
        public Set<TableId> tables() {
            return known;
        }
    };

    @Test
    void takesALimitedNumberOfRowsOfABusyTableAndAllOfAnother() {
        outbox.insert(HOT, 200_000);
        outbox.insert(CALM, 1000);

        stepUntil(() -> taken(CALM) == 1000);
        stepFor(2);

        assertThat(taken(HOT)).isBetween(20_000, OutboxReading.MAX_IN_FLIGHT / 2);
        long before = outbox.readBlocks();
        stepFor(10);
        assertThat(outbox.readBlocks() - before)
                .as("blocks that are read in ten seconds in which nothing is delivered, and none is new")
                .isLessThan(10 * TimeUnit.SECONDS.toNanos(1) / 10_000 / 5);
    }

    @Test
    void readsEachBlockOfALongBacklogAFewTimesOnly() {
        capacity = 20_000;
        outbox.insert(HOT, 1_000_000);

        while (!outbox.isEmpty()) {
            step();
            acknowledge(HOT, 1000);
        }

        assertThat(outbox.readBlocks()).isLessThan(4 * 1_000_000L / ModelOutbox.ROWS_IN_BLOCK);
    }

    @Test
    void looksBehindManyDeadRowsAtTheCostOfAFewBlocks() {
        outbox.insertInvisible(2_000_000);
        stepFor(5);
        long before = outbox.readBlocks();
        for (int change = 0; change < 100; change++) {
            outbox.insert(CALM, 1);
            int expected = change + 1;
            stepUntil(() -> taken(CALM) == expected, 0);
        }

        assertThat(outbox.readBlocks() - before)
                .as("blocks for 100 changes; a sweep of them all would be 20,000 each")
                .isLessThan(100 * 100 + 20_000);
    }

    @Test
    void findsARowThatBecomesVisibleBeforeTheDeadOnesWithinSeconds() {
        outbox.insertInvisible(1_000_000);
        stepFor(5);
        outbox.show(CALM, 17);
        long before = outbox.getAsLong();

        stepUntil(() -> taken(CALM) == 1);

        assertThat(TimeUnit.NANOSECONDS.toMillis(outbox.getAsLong() - before)).isLessThan(3000);
    }

    @Test
    void findsAChangeImmediatelyBehindManyRowsOfUnknownTables() {
        outbox.insert(UNKNOWN, 300_000);
        stepFor(5);
        long before = outbox.getAsLong();
        outbox.insert(CALM, 1);

        stepUntil(() -> taken(CALM) == 1, 0);

        assertThat(TimeUnit.NANOSECONDS.toMillis(outbox.getAsLong() - before)).isLessThan(50);
    }

    @Test
    void findsTheRowsOfATableThatBecomesKnown() {
        outbox.insert(UNKNOWN, 10);
        stepFor(5);
        known.add(UNKNOWN);

        stepUntil(() -> taken(UNKNOWN) == 10, 0);
    }

    @Test
    void deliversEachRowOnceWhileTheSinkHasLittleRoom() {
        capacity = 700;
        for (int round = 0; round < 30; round++) {
            outbox.insert(HOT, 1000);
            outbox.insert(CALM, 10);
        }
        while (!outbox.isEmpty()) {
            step();
            acknowledge(HOT, 100);
            acknowledge(CALM, 3);
        }

        assertThat(outbox.deletedCount()).isEqualTo(30 * 1010);
    }

    /** The heap is large enough for a rest after each sweep, and only a sweep says that nothing else waits. */
    @Test
    void theNextSweepIsNoPollAwayFromACommitThatWaits() throws Exception {
        outbox.insertInvisible(20_000);
        step();
        source.step(sink, Occasion.POLL); // sweeps
        outbox.pass(TimeUnit.MILLISECONDS.toNanos(6));
        outbox.insert(CALM, 1);
        CountDownLatch waiting = new CountDownLatch(1);
        FutureTask<DeliveryWaits.Result> commit =
                new FutureTask<>(() -> waits.await(Set.of(CALM), waiting::countDown, Duration.ofSeconds(10)));
        new Thread(commit, "commit").start();
        waiting.await();

        long end = outbox.getAsLong() + TimeUnit.MILLISECONDS.toNanos(100);
        while (outbox.getAsLong() < end) {
            step();
            acknowledge(CALM, 1);
        }

        assertThat(commit.get()).isEqualTo(DeliveryWaits.Result.DELIVERED);
    }

    @Test
    void aCommitThatWaitsForRowsThatNobodyTakesMakesNobodySpin() throws Exception {
        capacity = 0;
        outbox.insert(HOT, 1);
        outbox.insert(CALM, 1);
        stepFor(1);
        CountDownLatch waiting = new CountDownLatch(1);
        FutureTask<DeliveryWaits.Result> commit =
                new FutureTask<>(() -> waits.await(Set.of(CALM), waiting::countDown, Duration.ofSeconds(10)));
        new Thread(commit, "commit").start();
        waiting.await();

        long end = outbox.getAsLong() + TimeUnit.SECONDS.toNanos(1);
        int steps = 0;
        while (outbox.getAsLong() < end && steps < 1_000) {
            outbox.pass(source.step(sink, Occasion.POLL).toNanos());
            steps++;
        }
        waits.close();

        assertThat(steps).as("steps in a second").isLessThan(1_000);
        assertThat(commit.get()).isEqualTo(DeliveryWaits.Result.UNKNOWN);
    }

    private int taken(TableId table) {
        return taken.getOrDefault(table, new ArrayDeque<>()).size();
    }

    private void acknowledge(TableId table, int count) {
        Deque<Acknowledgement> ofTable = taken.getOrDefault(table, new ArrayDeque<>());
        for (int i = 0; i < count && !ofTable.isEmpty(); i++) {
            ofTable.remove().acknowledged();
        }
    }

    private void step() {
        outbox.pass(source.step(sink, Occasion.POLL).toNanos());
    }

    private void stepFor(int seconds) {
        long end = outbox.getAsLong() + TimeUnit.SECONDS.toNanos(seconds);
        stepUntil(() -> outbox.getAsLong() >= end);
    }

    private void stepUntil(BooleanSupplier reached) {
        stepUntil(reached, Long.MAX_VALUE);
    }

    /** @param longestWait a commit wakes the source after these nanoseconds at the latest */
    private void stepUntil(BooleanSupplier reached, long longestWait) {
        for (int steps = 0; !reached.getAsBoolean(); steps++) {
            assertThat(steps).as("steps").isLessThan(1_000_000);
            outbox.pass(Math.max(
                    1000, Math.min(longestWait, source.step(sink, Occasion.POLL).toNanos())));
        }
    }
}
