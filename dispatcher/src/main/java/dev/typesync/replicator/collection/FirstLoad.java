package dev.typesync.replicator.collection;

import dev.typesync.document.KeyRange;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.source.Acknowledgement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Puts all keys of a table into the queue, in key order, with a lower priority than changes. Each step reads one range
 * of keys, or offers what is left of one.
 *
 * <p>It records the key up to which everything is acknowledged, so that the next owner continues after that key.
 */
final class FirstLoad implements CollectionJob {
    static final int RANGE = 1000;
    private static final int MAX_OPEN_RANGES = 4;

    private final CollectionPipeline pipeline;
    private final DeliveryTarget target;
    private final CollectionRecords records;
    private final Runnable wakeUp;
    private final Deque<Range> openRanges = new ArrayDeque<>();
    private final QueuedKeys queuedKeys;
    private @Nullable Range lastRange;
    private @Nullable String after;
    private boolean endReached;
    private long loaded;

    /** @param from how far an earlier owner has come */
    FirstLoad(
            CollectionPipeline pipeline,
            DeliveryTarget target,
            CollectionRecords records,
            CollectionJobs.LoadPosition from,
            Runnable wakeUp) {
        this.pipeline = pipeline;
        this.target = target;
        this.records = records;
        this.after = from.afterKey();
        this.loaded = from.loaded();
        this.wakeUp = wakeUp;
        this.queuedKeys = new QueuedKeys(pipeline.queue());
    }

    /** Consecutive keys, of rows up to {@code lastKey}; done when all of them are acknowledged. */
    private final class Range implements Acknowledgement {
        private final String lastKey;
        private final int keys;
        private final AtomicInteger unacknowledged;

        Range(List<String> keys, String lastKey) {
            this.lastKey = lastKey;
            this.keys = keys.size();
            this.unacknowledged = new AtomicInteger(keys.size());
        }

        @Override
        public void acknowledged() {
            if (unacknowledged.decrementAndGet() == 0) {
                wakeUp.run();
            }
        }

        boolean isDone() {
            return unacknowledged.get() == 0;
        }
    }

    @Override
    public Step step() throws SQLException {
        if (!pipeline.gate().canContinue()) {
            return Step.STOPPED;
        }
        recordProgress();
        if (lastRange != null && !queuedKeys.offer(lastRange)) {
            return Step.WAIT;
        }
        if (endReached) {
            return openRanges.isEmpty() ? Step.DONE : Step.WAIT;
        }
        if (openRanges.size() > MAX_OPEN_RANGES) {
            return Step.WAIT;
        }
        readRange();
        return Step.CONTINUE;
    }

    /** The number of rows that are loaded and acknowledged. */
    long loaded() {
        return loaded;
    }

    private void readRange() throws SQLException {
        KeyRange next = target.rows().keysAfter(after, RANGE);
        after = next.upTo();
        endReached = after == null;
        String lastKey = next.lastKey();
        if (lastKey != null) {
            Range range = new Range(next.keys(), lastKey);
            openRanges.add(range);
            queuedKeys.add(next.keys());
            lastRange = range;
        }
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
}
