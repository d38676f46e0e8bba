package dev.typesync.replicator.collection;

import dev.typesync.document.Document;
import dev.typesync.document.RejectedRow;
import dev.typesync.document.RowReadResult;
import dev.typesync.replicator.delivery.BatchReader;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.queue.Batch;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.source.Acknowledgement;
import dev.typesync.typesense.ExportSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Compares the documents of a collection with the rows of its table, by hash, and puts the keys that differ into the
 * queue. The queue delivers them like changes. Supervisor's thread only; {@link ContentIndex} says how much memory it
 * needs.
 *
 * <p>It begins after all batches in flight are settled. They may have read rows before the change that the mark stands
 * for, and could be applied between the export and the comparison. A change during the comparison has its own event; at
 * worst a key is written once more than needed.
 */
final class Reconciliation {
    private static final int CHUNK = 1000;

    /** The most ids of documents without a row in memory at a time. After a TRUNCATE no document has a row. */
    private static final int MAX_IDS_WITHOUT_ROW = 500_000;

    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final CollectionPipeline pipeline;
    private final DocumentStore store;
    private final Semaphore acknowledgements = new Semaphore(0);
    private final Acknowledgement acknowledgement = acknowledgements::release;
    private int differingKeys;
    private int acknowledgedKeys;

    Reconciliation(CollectionPipeline pipeline, DocumentStore store) {
        this.pipeline = pipeline;
        this.store = store;
    }

    /**
     * Returns when every differing key is acknowledged.
     *
     * @return false if it had to stop because the collection is no longer open
     */
    boolean run(DeliveryTarget target) throws SQLException, InterruptedException {
        if (!awaitCurrentBatches()) {
            return false;
        }
        ContentIndex index = export(target);
        if (!compareRows(target, index) || !enqueueDocumentsWithoutRow(target, index)) {
            return false;
        }
        return awaitAcknowledged();
    }

    /** A batch that fails because the table has changed waits for a new look at the catalog, so this must not wait. */
    private boolean awaitCurrentBatches() throws InterruptedException {
        Set<Batch> current = pipeline.queue().currentBatches();
        while (!pipeline.queue().awaitSettled(current, PATIENCE)) {
            if (!canContinue()) {
                return false;
            }
        }
        return true;
    }

    /** The number of keys that differ. */
    int differingKeys() {
        return differingKeys;
    }

    private ContentIndex export(DeliveryTarget target) {
        ContentIndex index = new ContentIndex();
        LinesWithoutDocument linesWithoutDocument = new LinesWithoutDocument();
        store.export(target.collection(), new ExportSink() {
            @Override
            public void document(String id, long hash) {
                index.put(id, hash);
            }

            @Override
            public void notADocument(long line) {
                linesWithoutDocument.count++;
            }
        });
        if (linesWithoutDocument.count > 0) {
            LOG.log(
                    Level.WARNING,
                    "collection {0}: the export of {1} has {2} lines that are not documents (seen when Typesense had"
                            + " lost track of a document); run typesync reindex {0}",
                    pipeline.name(),
                    target.collection(),
                    linesWithoutDocument.count);
        }
        return index;
    }

    private static final class LinesWithoutDocument {
        long count;
    }

    private boolean compareRows(DeliveryTarget target, ContentIndex index) throws SQLException, InterruptedException {
        List<String> keys = target.rows().keysAfter(null, CHUNK);
        while (!keys.isEmpty()) {
            RowReadResult result = BatchReader.read(target.rows(), keys);
            List<String> different = new ArrayList<>();
            result.missing().stream().filter(index::recordSeen).forEach(different::add);
            for (Document document : result.documents()) {
                if (!index.matches(document.id(), document.hash())) {
                    different.add(document.id());
                }
            }
            for (RejectedRow row : result.rejected()) {
                index.recordSeen(row.id());
                different.add(row.id());
            }
            if (!enqueue(different)) {
                return false;
            }
            keys = target.rows().keysAfter(keys.get(keys.size() - 1), CHUNK);
        }
        return true;
    }

    /** The index has no ids, so further exports find the ids of the documents without a row. */
    private boolean enqueueDocumentsWithoutRow(DeliveryTarget target, ContentIndex index) throws InterruptedException {
        if (index.unseenCount() == 0) {
            return true;
        }
        List<String> withoutRow = new ArrayList<>();
        do {
            withoutRow.clear();
            store.export(target.collection(), new ExportSink() {
                @Override
                public void document(String id, long hash) {
                    if (index.isUnseen(id) && withoutRow.size() < MAX_IDS_WITHOUT_ROW) {
                        withoutRow.add(id);
                    }
                }

                @Override
                public void notADocument(long line) {
                    // the first export has counted it
                }
            });
            if (!enqueue(withoutRow) || !awaitAcknowledged()) {
                return false;
            }
        } while (withoutRow.size() == MAX_IDS_WITHOUT_ROW); // these are deleted now, so the next export finds others
        return true;
    }

    private boolean enqueue(List<String> keys) throws InterruptedException {
        for (String key : keys) {
            while (!pipeline.queue().offerLowPriority(key, acknowledgement, PATIENCE)) {
                if (!canContinue()) {
                    return false;
                }
            }
            differingKeys++;
        }
        return canContinue();
    }

    private boolean awaitAcknowledged() throws InterruptedException {
        while (canContinue()) {
            if (acknowledgements.tryAcquire(
                    differingKeys - acknowledgedKeys, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                acknowledgedKeys = differingKeys;
                return true;
            }
        }
        return false;
    }

    private boolean canContinue() {
        return pipeline.gate().canContinue();
    }
}
