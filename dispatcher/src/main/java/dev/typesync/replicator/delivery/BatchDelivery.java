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
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.replicator.store.Settlement;
import dev.typesync.replicator.store.Timing;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One attempt to deliver a batch: reads its rows and writes its documents. A write with unknown outcome is to be
 * settled before the next attempt. Thread-safe; all delivery tasks of a collection use it.
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
    private final DocumentStore store;
    private final Duration settleTime;
    private final DocumentLocks documentLocks = new DocumentLocks();
    private final AdaptiveBatchSize size;
    private final long maxBatchBytes;
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
        this.store = context.cluster().store();
        this.settleTime = config.typesense().settleTime();
        this.maxBatchBytes = delivery.maxBatchBytes();
        this.size = new AdaptiveBatchSize(delivery.maxBatchDocuments(), delivery.maxBatchBytes());
        this.timing = context.timing();
    }

    /** The largest number of keys for the next batch. */
    int batchSize() {
        return size.maxKeys();
    }

    /** How one attempt ended. */
    sealed interface Attempt {}

    /** @param retries the keys to try later, with the nanoseconds until then; all others have an outcome */
    record Done(Map<PendingKey, Long> retries) implements Attempt {}

    record Failed(DeliveryFailure failure) implements Attempt {}

    /** Another batch is writing one of the documents. The rows are to be read again after that. */
    record Locked() implements Attempt {}

    /** The outcome of a write is unknown. The rows are to be read again when it can no longer be applied. */
    final class Unsettled implements Attempt {
        private final UnansweredWrites.Write write;
        private final List<String> ids;
        private final Settlement settlement;

        private Unsettled(UnansweredWrites.Write write, List<String> ids) {
            this.write = write;
            this.ids = ids;
            this.settlement = new Settlement(store, write.collection(), pipeline::isWritingTo, settleTime, timing);
        }

        /** Returns how long to wait until the next call; zero if the write is settled. */
        Duration settle() throws InterruptedException {
            Duration wait = settlement.step();
            if (wait.isZero()) {
                unanswered.recordAnswer(write);
                documentLocks.unlock(ids);
            }
            return wait;
        }
    }

    /** Reads the rows and writes the documents. Every key without an outcome is to be tried again. */
    Attempt attempt(DeliveryTarget target, Batch batch) throws OwnershipLostException {
        List<String> locked = List.of();
        try {
            RowReadResult read = BatchReader.read(target.rows(), batch.keyTexts(), maxBatchBytes);
            size.record(read.documents());
            List<String> ids = ids(read);
            if (!documentLocks.tryLock(ids)) {
                return new Locked();
            }
            locked = ids;
            Attempt attempt = write(target, batch, read, ids);
            if (attempt instanceof Unsettled) {
                locked = List.of(); // until it is settled
            }
            return attempt;
        } catch (SQLException e) {
            return new Failed(DeliveryFailure.of(e));
        } finally {
            documentLocks.unlock(locked);
        }
    }

    private static List<String> ids(RowReadResult read) {
        List<String> ids = new ArrayList<>(read.missing());
        read.documents().stream().map(Document::id).forEach(ids::add);
        read.rejected().stream().map(RejectedRow::id).forEach(ids::add);
        return ids;
    }

    /** The ids as well, because a key of another spelling no longer finds the document when its row is gone. */
    private static List<String> keysAndIds(Batch batch, List<String> ids) {
        Set<String> all = new LinkedHashSet<>(batch.keyTexts());
        all.addAll(ids);
        return List.copyOf(all);
    }

    private Attempt write(DeliveryTarget target, Batch batch, RowReadResult read, List<String> ids)
            throws SQLException, OwnershipLostException {
        // recorded before it is confirmed: a process that loses the lease in between puts these keys back
        UnansweredWrites.Write write = unanswered.begin(target.table(), target.collection(), keysAndIds(batch, ids));
        boolean mayBeSent = false;
        try {
            permit.confirm();
            mayBeSent = true;
        } finally {
            if (!mayBeSent) {
                unanswered.cancel(write);
            }
        }
        BatchWriter.Result result = writer.write(target.collection(), read);
        if (result.failure() != null) {
            return endFailedWrite(write, ids, result.failure());
        }
        KeyOutcomes keyOutcomes = new KeyOutcomes(batch.keys(), read, result.rejected());
        BatchWriter.Result removal = removeRejected(target, keyOutcomes);
        if (removal.failure() != null) {
            return endFailedWrite(write, ids, removal.failure());
        }
        unanswered.recordAnswer(write);
        if (batch.isAnyChanged(read.foreign())) {
            pipeline.compareBecauseOfForeignKeys(target.table(), read.foreign().size());
        }
        pipeline.deadLetters().record(keyOutcomes.deadLetters(), KeyOutcomes.MAX_TRIES);
        pipeline.deadLetters().clear(keyOutcomes.accepted());
        return new Done(keyOutcomes.retries(timing.backoff()));
    }

    private BatchWriter.Result removeRejected(DeliveryTarget target, KeyOutcomes keyOutcomes) {
        List<String> ids = List.copyOf(keyOutcomes.deadLetters().keySet());
        if (ids.isEmpty() || pipeline.config().onReject() != OnReject.DELETE) {
            return BatchWriter.Result.NOTHING_TO_WRITE;
        }
        return writer.delete(target.collection(), ids);
    }

    private Attempt endFailedWrite(UnansweredWrites.Write write, List<String> ids, BatchWriter.Failure failure) {
        if (!failure.mayStillBeApplied()) {
            unanswered.recordAnswer(write);
            return new Failed(failure.reason());
        }
        pipeline.recordFailure(failure.reason());
        return new Unsettled(write, ids);
    }

    /** Acknowledges the keys of the batch, except those to try again. */
    void settle(Batch batch, Map<PendingKey, Long> retries) {
        for (PendingKey key : batch.keys()) {
            if (key.changedAt() != null && !retries.containsKey(key)) {
                pipeline.lag().record(key.changedAt(), timing.clock().instant());
            }
        }
        pipeline.queue().settle(batch, retries);
    }
}
