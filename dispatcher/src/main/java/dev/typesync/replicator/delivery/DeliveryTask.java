package dev.typesync.replicator.delivery;

import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.queue.Batch;
import dev.typesync.replicator.queue.PendingKey;
import dev.typesync.replicator.store.Backoff;
import dev.typesync.replicator.store.RetryDelay;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.task.Task;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the batches of a collection one after another, and tries each again until every key has an outcome. A
 * collection has one such task for each batch that may be in flight. Between two attempts it holds no thread.
 */
public final class DeliveryTask implements Task {
    /** How soon to look again whether another batch has written a document of this one. */
    private static final Duration LOCKED_DOCUMENT = Duration.ofMillis(50);

    /** A lock ends without a sign, so the table is tried often. */
    private static final Duration LONGEST_AT_LOCK = Duration.ofSeconds(3);

    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final CollectionPipeline pipeline;
    private final BatchDelivery delivery;
    private final Timing timing;
    private final RetryDelay retryDelay;
    private @Nullable Batch batch;
    private BatchDelivery.@Nullable Unsettled unsettled;
    private int failures;
    private long notBeforeNanos;
    private boolean awaitsTypesense;

    public DeliveryTask(CollectionPipeline pipeline, BatchDelivery delivery, OwnerContext context) {
        this.pipeline = pipeline;
        this.delivery = delivery;
        this.timing = context.timing();
        this.retryDelay = new RetryDelay(context.cluster().store(), context.timing());
        this.notBeforeNanos = timing.nanoTime().getAsLong();
    }

    /** An internal error of typesync must not end the other collections, so the batch is tried again. */
    @Override
    public Duration step() throws InterruptedException, OwnershipLostException {
        long early = notBeforeNanos - timing.nanoTime().getAsLong();
        if (early > 0) {
            return Duration.ofNanos(early); // woken by the queue during a pause
        }
        Duration wait;
        try {
            wait = advance();
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            LOG.log(
                    Level.WARNING,
                    "collection " + pipeline.name()
                            + ": a batch failed by an internal error of typesync; typesync tries it again; please report"
                            + " this",
                    fault);
            wait = Backoff.LONGEST;
        }
        if (batch != null) {
            notBeforeNanos = timing.nanoTime().getAsLong() + wait.toNanos();
        }
        return wait;
    }

    private Duration advance() throws InterruptedException, OwnershipLostException {
        Batch current = batch;
        if (current == null) {
            current = pipeline.queue().poll(delivery.batchSize());
            if (current == null) {
                return pipeline.queue().untilDue();
            }
            batch = current;
            failures = 0;
        }
        if (awaitsTypesense) {
            Duration wait = retryDelay.next();
            awaitsTypesense = !wait.isZero();
            return wait;
        }
        return deliver(current);
    }

    private Duration deliver(Batch current) throws InterruptedException, OwnershipLostException {
        BatchDelivery.Unsettled open = unsettled;
        if (open != null) {
            Duration wait = open.settle();
            unsettled = wait.isZero() ? null : open;
            return wait;
        }
        if (pipeline.gate().canDropKeys()) { // a mark replaces these keys
            return end(current, Map.of());
        }
        DeliveryTarget target = pipeline.target();
        if (target == null) {
            return Backoff.FIRST;
        }
        BatchDelivery.Attempt attempt = delivery.attempt(target, current);
        if (attempt instanceof BatchDelivery.Done done) {
            pipeline.health().recordSuccess();
            return end(current, done.retries());
        }
        if (attempt instanceof BatchDelivery.Failed failed) {
            failures++;
            return pauseAfterFailure(failed.failure());
        }
        if (attempt instanceof BatchDelivery.Unsettled unknown) {
            unsettled = unknown;
            return Duration.ZERO;
        }
        return LOCKED_DOCUMENT;
    }

    private Duration end(Batch current, Map<PendingKey, Long> retries) {
        batch = null;
        delivery.settle(current, retries);
        return Duration.ZERO;
    }

    private Duration pauseAfterFailure(DeliveryFailure failure) throws InterruptedException {
        pipeline.recordFailure(failure);
        if (pipeline.health().isSuspensionDue()) {
            try {
                pipeline.shut("suspended");
                return Duration.ZERO;
            } catch (SQLException e) {
                pipeline.recordFailure(DeliveryFailure.of(e));
            }
        }
        if (failure.kind() != DeliveryFailure.Kind.TYPESENSE) {
            Duration pause = timing.backoff().after(failures);
            boolean locked = failure.kind() == DeliveryFailure.Kind.LOCKED;
            return locked && pause.compareTo(LONGEST_AT_LOCK) > 0 ? LONGEST_AT_LOCK : pause;
        }
        awaitsTypesense = true;
        return retryDelay.begin(failures);
    }
}
