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
 * Puts all keys of a table into the queue, in key order and behind live changes. Used by the supervisor's thread.
 *
 * <p>What is recorded is the key up to which everything is acknowledged, so that the next owner goes on behind it.
 */
final class FirstLoad {
    static final int RANGE = 1000;
    private static final int MAX_RANGES_UNDER_WAY = 4;
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final CollectionPipeline pipeline;
    private final CollectionRecords records;
    private final Deque<Range> underWay = new ArrayDeque<>();
    private final Semaphore rangesDone = new Semaphore(0);
    private long loaded;

    /** @param loaded rows that an earlier owner has loaded */
    FirstLoad(CollectionPipeline pipeline, CollectionRecords records, long loaded) {
        this.pipeline = pipeline;
        this.records = records;
        this.loaded = loaded;
    }

    /** Keys of which the last is {@code lastKey}; counts down until all are acknowledged. */
    private final class Range implements Acknowledgement {
        private final String lastKey;
        private final int keys;
        private final AtomicInteger open;

        Range(List<String> keys) {
            this.lastKey = keys.get(keys.size() - 1);
            this.keys = keys.size();
            this.open = new AtomicInteger(keys.size());
        }

        @Override
        public void acknowledged() {
            if (open.decrementAndGet() == 0) {
                rangesDone.release();
            }
        }

        boolean isDone() {
            return open.get() == 0;
        }
    }

    /**
     * Loads what lies behind the key.
     *
     * @return false if the collection stopped being open
     */
    boolean run(DeliveryTarget target, @Nullable String afterKey) throws SQLException, InterruptedException {
        String after = afterKey;
        while (isOpen()) {
            List<String> keys = target.rows().keysAfter(after, RANGE);
            if (keys.isEmpty()) {
                return awaitRanges(0);
            }
            Range range = new Range(keys);
            underWay.add(range);
            if (!offer(keys, range) || !awaitRanges(MAX_RANGES_UNDER_WAY)) {
                return false;
            }
            after = range.lastKey;
        }
        return false;
    }

    long loaded() {
        return loaded;
    }

    private boolean offer(List<String> keys, Range range) throws InterruptedException {
        for (String key : keys) {
            while (!pipeline.queue().offerLow(key, range, PATIENCE)) {
                if (!isOpen()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean awaitRanges(int atMost) throws SQLException, InterruptedException {
        while (isOpen()) {
            recordProgress();
            if (underWay.size() <= atMost) {
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
        while (!underWay.isEmpty() && underWay.element().isDone()) {
            Range done = underWay.remove();
            loaded += done.keys;
            upTo = done.lastKey;
        }
        if (upTo != null) {
            records.loadedUpTo(pipeline.name(), upTo, loaded);
        }
    }

    private boolean isOpen() {
        return pipeline.gate().isUndisturbed();
    }
}
