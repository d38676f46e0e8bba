package dev.typesync.replicator.delivery;

import dev.typesync.config.DeliveryConfig;
import dev.typesync.config.OnReject;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.document.Document;
import dev.typesync.document.RejectedRow;
import dev.typesync.document.RowReadResult;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.lease.UnansweredWrites;
import dev.typesync.replicator.lease.WritePermit;
import dev.typesync.replicator.queue.Batch;
import dev.typesync.replicator.queue.PendingKey;
import dev.typesync.replicator.store.Backoff;
import dev.typesync.replicator.store.RetryDelay;
import dev.typesync.replicator.store.Settlement;
import dev.typesync.replicator.store.Timing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one batch: reads its rows, writes its documents, and tries again until every key has an outcome. A write
 * with unknown outcome is settled before the next attempt. Thread-safe; all workers of a collection use it.
 *
 * <p>The order of its steps makes the documents converge to the rows. Rows are read after their keys were taken from
 * the queue, so the snapshot contains the change. After the read and before the first write the lease is confirmed,
 * which also makes all commits durable. No document is written while an earlier write of it may still be applied.
 */
public final class BatchDelivery {
    private final CollectionPipeline pipeline;
    private final WritePermit permit;
    private final UnansweredWrites unanswered;
    private final BatchWriter writer;
    private final Settlement settlement;
    private final RetryDelay retryDelay;
    private final DocumentLocks documentLocks = new DocumentLocks();
    private final AdaptiveBatchSize size;
    private final Timing timing;

    public BatchDelivery(CollectionPipeline pipeline, OwnerContext context) {
        TypesyncConfig config = context.config();
        DeliveryConfig delivery = config.delivery();
        this.pipeline = pipeline;
        this.permit = context.permit();
        this.unanswered = context.permit().unanswered();
        this.writer = new BatchWriter(
                context.cluster().store(),
                delivery.maxBatchBytes(),
                context.timing().nanoTime());
        this.settlement =
                new Settlement(context.cluster().store(), config.typesense().settleTime(), context.timing());
        this.retryDelay = new RetryDelay(context.cluster().store(), context.timing());
        this.size = new AdaptiveBatchSize(delivery.maxBatchDocuments(), delivery.maxBatchBytes());
        this.timing = context.timing();
    }

    /** The largest number of keys for the next batch. */
    int batchSize() {
        return size.maxKeys();
    }

    /**
     * How one attempt ended.
     *
     * @param retries the keys to try later, with the nanoseconds until then; null if not every key has an outcome
     * @param failure why the attempt failed; null if it succeeded, or is to be repeated without a pause
     */
    private record Attempt(
            @Nullable Map<PendingKey, Long> retries,
            @Nullable DeliveryFailure failure) {
        /** To be repeated without a pause, after the rows have been read again. */
        static final Attempt REPEAT = new Attempt(null, null);

        static Attempt done(Map<PendingKey, Long> retries) {
            return new Attempt(retries, null);
        }

        static Attempt failed(DeliveryFailure failure) {
            return new Attempt(null, failure);
        }
    }

    /** Returns when the batch is settled in the queue. */
    void deliver(Batch batch) throws InterruptedException, OwnershipLostException {
        int failures = 0;
        while (true) {
            if (pipeline.gate().canDropKeys()) {
                pipeline.queue().settle(batch, Map.of()); // a mark replaces these keys
                return;
            }
            DeliveryTarget target = pipeline.target();
            if (target == null) {
                timing.pause(Backoff.FIRST);
                continue;
            }
            Attempt attempt = attempt(target, batch);
            if (attempt.retries() != null) {
                pipeline.health().recordSuccess();
                acknowledge(batch, attempt.retries());
                return;
            }
            if (attempt.failure() != null) {
                failures++;
                pauseAfterFailure(attempt.failure(), failures);
            }
        }
    }

    /** Nobody knows whether an internal error of typesync will last, so the pause is the longest one. */
    void pauseAfterInternalError() throws InterruptedException {
        timing.pause(Backoff.LONGEST);
    }

    private void pauseAfterFailure(DeliveryFailure failure, int failures) throws InterruptedException {
        pipeline.recordFailure(failure);
        if (pipeline.health().isSuspensionDue()) {
            try {
                pipeline.shut("suspended");
                return;
            } catch (SQLException e) {
                pipeline.recordFailure(DeliveryFailure.of(e));
            }
        }
        if (failure.kind() == DeliveryFailure.Kind.TYPESENSE) {
            retryDelay.await(failures);
        } else {
            timing.pause(timing.backoff().after(failures));
        }
    }

    private Attempt attempt(DeliveryTarget target, Batch batch) throws InterruptedException, OwnershipLostException {
        try {
            RowReadResult read = BatchReader.read(target.rows(), batch.keyTexts());
            size.record(read.documents());
            List<String> ids = ids(read);
            if (!documentLocks.tryLock(ids)) {
                documentLocks.awaitUnlocked(ids);
                return Attempt.REPEAT;
            }
            try {
                return write(target, batch, read);
            } finally {
                documentLocks.unlock(ids);
            }
        } catch (SQLException e) {
            return Attempt.failed(DeliveryFailure.of(e));
        }
    }

    private static List<String> ids(RowReadResult read) {
        List<String> ids = new ArrayList<>(read.missing());
        read.documents().stream().map(Document::id).forEach(ids::add);
        read.rejected().stream().map(RejectedRow::id).forEach(ids::add);
        return ids;
    }

    private Attempt write(DeliveryTarget target, Batch batch, RowReadResult read)
            throws SQLException, InterruptedException, OwnershipLostException {
        permit.confirm();
        UnansweredWrites.Write write = unanswered.begin(target.table(), target.collection(), batch.keyTexts());
        BatchWriter.Result result = writer.write(target.collection(), read);
        if (result.failure() != null) {
            return endFailedWrite(write, result.failure());
        }
        KeyOutcomes keyOutcomes = new KeyOutcomes(batch.keys(), read, result.rejected());
        BatchWriter.Result removal = removeRejected(target, keyOutcomes);
        if (removal.failure() != null) {
            return endFailedWrite(write, removal.failure());
        }
        unanswered.recordAnswer(write);
        if (batch.isAnyChanged(read.foreign())) {
            pipeline.compareBecauseOfForeignKeys(target.table());
        }
        pipeline.deadLetters().record(keyOutcomes.deadLetters(), KeyOutcomes.MAX_TRIES);
        pipeline.deadLetters().clear(keyOutcomes.accepted());
        return Attempt.done(keyOutcomes.retries(timing.backoff()));
    }

    private BatchWriter.Result removeRejected(DeliveryTarget target, KeyOutcomes keyOutcomes) {
        List<String> ids = List.copyOf(keyOutcomes.deadLetters().keySet());
        if (ids.isEmpty() || pipeline.config().onReject() != OnReject.DELETE) {
            return BatchWriter.Result.NOTHING_TO_WRITE;
        }
        return writer.delete(target.collection(), ids);
    }

    private Attempt endFailedWrite(UnansweredWrites.Write write, BatchWriter.Failure failure)
            throws InterruptedException {
        if (!failure.mayStillBeApplied()) {
            unanswered.recordAnswer(write);
            return Attempt.failed(failure.reason());
        }
        pipeline.recordFailure(failure.reason());
        settlement.settle(write.collection(), pipeline::isWritingTo);
        unanswered.recordAnswer(write);
        return Attempt.REPEAT;
    }

    private void acknowledge(Batch batch, Map<PendingKey, Long> retries) {
        for (PendingKey key : batch.keys()) {
            if (key.changedAt() != null && !retries.containsKey(key)) {
                pipeline.lag().record(key.changedAt(), timing.clock().instant());
            }
        }
        pipeline.queue().settle(batch, retries);
    }
}
