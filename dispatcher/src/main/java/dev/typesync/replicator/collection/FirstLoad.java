package dev.typesync.replicator.collection;

import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.source.Acknowledgement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Puts all keys of a table into the queue, in key order, with a lower priority than changes. Supervisor's thread only.
 *
 * <p>It records the key up to which everything is acknowledged, so that the next owner continues after that key.
 */
final class FirstLoad {
    static final int RANGE = 1000;
    private static final int MAX_OPEN_RANGES = 4;
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final CollectionPipeline pipeline;
    private final CollectionRecords records;
    private final Deque<Range> openRanges = new ArrayDeque<>();
    private final Semaphore rangesDone = new Semaphore(0);
    private long loaded;

    /** @param loaded the number of rows that an earlier owner has loaded */
    FirstLoad(CollectionPipeline pipeline, CollectionRecords records, long loaded) {
        this.pipeline = pipeline;
        this.records = records;
        this.loaded = loaded;
    }

    /** Consecutive keys up to {@code lastKey}; done when all of them are acknowledged. */
    private final class Range implements Acknowledgement {
        private final String lastKey;
        private final int keys;
        private final AtomicInteger unacknowledged;

        Range(List<String> keys) {
            this.lastKey = keys.get(keys.size() - 1);
            this.keys = keys.size();
            this.unacknowledged = new AtomicInteger(keys.size());
        }

        @Override
        public void acknowledged() {
            if (unacknowledged.decrementAndGet() == 0) {
                rangesDone.release();
            }
        }

        boolean isDone() {
            return unacknowledged.get() == 0;
        }
    }

    /**
     * Loads all rows after the key; null starts at the first row.
     *
     * @return false if the load had to stop because the collection is no longer open
     */
    boolean run(DeliveryTarget target, @Nullable String afterKey) throws SQLException, InterruptedException {
        String after = afterKey;
        while (canContinue()) {
            List<String> keys = target.rows().keysAfter(after, RANGE);
            if (keys.isEmpty()) {
                return awaitRanges(0);
            }
            Range range = new Range(keys);
            openRanges.add(range);
            if (!offer(keys, range) || !awaitRanges(MAX_OPEN_RANGES)) {
                return false;
            }
            after = range.lastKey;
        }
        return false;
    }

    /** The number of rows that are loaded and acknowledged. */
    long loaded() {
        return loaded;
    }

    private boolean offer(List<String> keys, Range range) throws InterruptedException {
        for (String key : keys) {
            while (!pipeline.queue().offerLowPriority(key, range, PATIENCE)) {
                if (!canContinue()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean awaitRanges(int atMost) throws SQLException, InterruptedException {
        while (canContinue()) {
            recordProgress();
            if (openRanges.size() <= atMost) {
                return true;
            }
            if (rangesDone.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                rangesDone.drainPermits();
            }
        }
        return false;
    }

    private void recordProgress() throws SQLException {
        String upTo = null;
        while (!openRanges.isEmpty() && openRanges.element().isDone()) {
            Range done = openRanges.remove();
            loaded += done.keys;
            upTo = done.lastKey;
        }
        if (upTo != null) {
            records.recordLoadProgress(pipeline.name(), upTo, loaded);
        }
    }

    private boolean canContinue() {
        return pipeline.gate().canContinue();
    }
}
