package dev.typesync.replicator.delivery;

import dev.typesync.config.DeliveryConfig;
import dev.typesync.config.OnReject;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.document.Document;
import dev.typesync.document.RejectedRow;
import dev.typesync.document.RowReadResult;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.lease.Tenure;
import dev.typesync.replicator.lease.UnansweredWrites;
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

/**
 * Brings one batch to Typesense: reads its rows, writes its documents, settles what is uncertain, and tries again until
 * every key has an outcome. Thread-safe; used by all workers of a collection.
 *
 * <p>The order of its steps is what makes replication converge. Rows are read after their keys were taken from the
 * queue, hence in a snapshot that contains the change. The lease is confirmed, and with it all commits made durable,
 * after the read and before the first write. No document is written while an earlier write of it may still be applied.
 */
public final class BatchDelivery {
    private final CollectionPipeline pipeline;
    private final Tenure tenure;
    private final UnansweredWrites unanswered;
    private final BatchWriter writer;
    private final Settlement settlement;
    private final RetryDelay retryDelay;
    private final WritesUnderWay underWay = new WritesUnderWay();
    private final BatchSize size;
    private final Timing timing;

    public BatchDelivery(CollectionPipeline pipeline, OwnerContext context) {
        TypesyncConfig config = context.config();
        DeliveryConfig delivery = config.delivery();
        this.pipeline = pipeline;
        this.tenure = context.tenure();
        this.unanswered = context.tenure().unanswered();
        this.writer = new BatchWriter(context.cluster().store(), delivery.maxBatchBytes());
        this.settlement =
                new Settlement(context.cluster().store(), config.typesense().settleTime(), context.timing());
        this.retryDelay = new RetryDelay(context.cluster().store(), context.timing());
        this.size = new BatchSize(delivery.maxBatchDocuments(), delivery.maxBatchBytes());
        this.timing = context.timing();
    }

    /** How many keys the next batch should have at most. */
    int batchSize() {
        return size.keys();
    }

    /** What came of one try. */
    private sealed interface Try {
        /** Every key has an outcome; those to be tried later with the nanoseconds until then. */
        record Done(Map<PendingKey, Long> retries) implements Try {}

        record Failed(DeliveryFailure failure) implements Try {}

        /** At once, with the rows read anew. */
        record Again() implements Try {}
    }

    /** Returns when the batch is settled. */
    void deliver(Batch batch) throws InterruptedException, OwnershipLostException {
        int failures = 0;
        while (true) {
            if (pipeline.gate().forgetsKeys()) {
                pipeline.queue().settle(batch, Map.of()); // a mark stands for them
                return;
            }
            DeliveryTarget target = pipeline.target();
            if (target == null) {
                timing.pause(Backoff.FIRST);
                continue;
            }
            Try outcome = attempt(target, batch);
            if (outcome instanceof Try.Done done) {
                pipeline.health().succeeded();
                acknowledge(batch, done.retries());
                return;
            }
            if (outcome instanceof Try.Failed failed) {
                failures++;
                fail(failed.failure(), failures);
            }
        }
    }

    /** A fault of typesync can neither be counted on to pass nor to stay. */
    void pauseAfterFault() throws InterruptedException {
        timing.pause(Backoff.LONGEST);
    }

    private void fail(DeliveryFailure failure, int failures) throws InterruptedException {
        pipeline.failed(failure);
        if (pipeline.health().mustSuspend()) {
            try {
                pipeline.shut("suspended");
                return;
            } catch (SQLException e) {
                pipeline.failed(DeliveryFailure.of(e));
            }
        }
        if (failure.kind() == DeliveryFailure.Kind.TYPESENSE) {
            retryDelay.await(failures);
        } else {
            timing.pause(timing.backoff().after(failures));
        }
    }

    private Try attempt(DeliveryTarget target, Batch batch) throws InterruptedException, OwnershipLostException {
        try {
            RowReadResult rows = BatchReader.read(target.rows(), batch.texts());
            size.seen(rows.documents());
            List<String> ids = ids(rows);
            if (!underWay.begin(ids)) {
                underWay.awaitEndOf(ids);
                return new Try.Again();
            }
            try {
                return write(target, batch, rows);
            } finally {
                underWay.end(ids);
            }
        } catch (SQLException e) {
            return new Try.Failed(DeliveryFailure.of(e));
        }
    }

    private static List<String> ids(RowReadResult rows) {
        List<String> ids = new ArrayList<>(rows.missing());
        rows.documents().stream().map(Document::id).forEach(ids::add);
        rows.rejected().stream().map(RejectedRow::id).forEach(ids::add);
        return ids;
    }

    private Try write(DeliveryTarget target, Batch batch, RowReadResult rows)
            throws SQLException, InterruptedException, OwnershipLostException {
        tenure.confirm();
        UnansweredWrites.Write write = unanswered.begin(target.table(), target.collection(), batch.texts());
        BatchWriter.Result result = writer.write(target.collection(), rows);
        if (result instanceof BatchWriter.Result.Written written) {
            KeyOutcomes keyOutcomes = new KeyOutcomes(batch.keys(), rows, written.rejected());
            result = removeRejected(target, keyOutcomes);
            if (result instanceof BatchWriter.Result.Written) {
                unanswered.answered(write);
                pipeline.rejected().record(keyOutcomes.deadLetters(), KeyOutcomes.MAX_TRIES);
                pipeline.rejected().clear(keyOutcomes.accepted());
                return new Try.Done(keyOutcomes.retries(timing.backoff()));
            }
        }
        if (result instanceof BatchWriter.Result.Refused refused) {
            unanswered.answered(write);
            return new Try.Failed(refused.failure());
        }
        String why = result instanceof BatchWriter.Result.Unknown unknown ? unknown.why() : "no outcome";
        pipeline.failed(
                new DeliveryFailure(DeliveryFailure.Kind.TYPESENSE, "the outcome of a write is unknown (" + why + ")"));
        settlement.settle(target.collection(), pipeline::writesTo);
        unanswered.answered(write);
        return new Try.Again();
    }

    private BatchWriter.Result removeRejected(DeliveryTarget target, KeyOutcomes keyOutcomes) {
        List<String> ids = List.copyOf(keyOutcomes.deadLetters().keySet());
        if (ids.isEmpty() || pipeline.config().onReject() != OnReject.DELETE) {
            return new BatchWriter.Result.Written(Map.of());
        }
        return writer.delete(target.collection(), ids);
    }

    private void acknowledge(Batch batch, Map<PendingKey, Long> retries) {
        for (PendingKey key : batch.keys()) {
            if (key.changedAt() != null && !retries.containsKey(key)) {
                pipeline.lag().acknowledged(key.changedAt(), timing.clock().instant());
            }
        }
        pipeline.queue().settle(batch, retries);
    }
}
