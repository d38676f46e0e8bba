package dev.typesync.replicator.collection;

import dev.typesync.document.Document;
import dev.typesync.document.RejectedRow;
import dev.typesync.document.RowReadResult;
import dev.typesync.replicator.delivery.BatchReader;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.source.Acknowledgement;
import dev.typesync.typesense.ExportSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Compares a collection's documents with the rows, by hash, and puts the keys that differ into the queue, which reads
 * and writes them like any other. Used by the supervisor's thread; memory as {@link ContentIndex} says.
 *
 * <p>It begins when all batches in flight are settled: they may have read rows before the mark's change, and land
 * between the export and the comparison. What changes during the comparison has an event of its own; at worst a key is
 * written once too often.
 */
final class Reconciliation {
    private static final int CHUNK = 1000;

    /** Ids held in memory at a time of documents that have no row: after a TRUNCATE that is all of them. */
    private static final int MAX_EXTRA = 500_000;

    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final CollectionPipeline pipeline;
    private final DocumentStore store;
    private final Semaphore acknowledged = new Semaphore(0);
    private final Acknowledgement oneKey = acknowledged::release;
    private int differing;
    private int awaited;

    Reconciliation(CollectionPipeline pipeline, DocumentStore store) {
        this.pipeline = pipeline;
        this.store = store;
    }

    /**
     * Returns when every differing key is acknowledged.
     *
     * @return false if the collection stopped being open before
     */
    boolean run(DeliveryTarget target) throws SQLException, InterruptedException {
        pipeline.queue().awaitInFlight();
        ContentIndex index = export(target);
        if (!compareRows(target, index) || !enqueueExtra(target, index)) {
            return false;
        }
        return awaitAcknowledged();
    }

    /** How many keys were found to differ. */
    int differing() {
        return differing;
    }

    private ContentIndex export(DeliveryTarget target) {
        ContentIndex index = new ContentIndex();
        LinesWithoutDocument odd = new LinesWithoutDocument();
        store.export(target.collection(), new ExportSink() {
            @Override
            public void document(String id, long hash) {
                index.put(id, hash);
            }

            @Override
            public void notADocument(long line) {
                odd.count++;
            }
        });
        if (odd.count > 0) {
            LOG.log(
                    Level.WARNING,
                    "collection {0}: the export of {1} holds {2} lines that are no documents (seen where Typesense has"
                            + " lost track of a document); run typesync reindex {0}",
                    pipeline.name(),
                    target.collection(),
                    odd.count);
        }
        return index;
    }

    private static final class LinesWithoutDocument {
        long count;
    }

    private boolean compareRows(DeliveryTarget target, ContentIndex index) throws SQLException, InterruptedException {
        List<String> keys = target.rows().keysAfter(null, CHUNK);
        while (!keys.isEmpty()) {
            RowReadResult rows = BatchReader.read(target.rows(), keys);
            List<String> different = new ArrayList<>();
            rows.missing().stream().filter(index::see).forEach(different::add);
            for (Document document : rows.documents()) {
                if (!index.matches(document.id(), document.hash())) {
                    different.add(document.id());
                }
            }
            for (RejectedRow row : rows.rejected()) {
                index.see(row.id());
                different.add(row.id());
            }
            if (!enqueue(different)) {
                return false;
            }
            keys = target.rows().keysAfter(keys.get(keys.size() - 1), CHUNK);
        }
        return true;
    }

    /** The index holds no ids: the documents without a row are found by further exports. */
    private boolean enqueueExtra(DeliveryTarget target, ContentIndex index) throws InterruptedException {
        if (index.unseen() == 0) {
            return true;
        }
        List<String> extra = new ArrayList<>();
        do {
            extra.clear();
            store.export(target.collection(), new ExportSink() {
                @Override
                public void document(String id, long hash) {
                    if (index.isUnseen(id) && extra.size() < MAX_EXTRA) {
                        extra.add(id);
                    }
                }

                @Override
                public void notADocument(long line) {
                    // counted by the first export
                }
            });
            if (!enqueue(extra) || !awaitAcknowledged()) {
                return false;
            }
        } while (extra.size() == MAX_EXTRA); // those are gone now: the next export finds others
        return true;
    }

    private boolean enqueue(List<String> keys) throws InterruptedException {
        for (String key : keys) {
            while (!pipeline.queue().offerLow(key, oneKey, PATIENCE)) {
                if (!isOpen()) {
                    return false;
                }
            }
            differing++;
        }
        return isOpen();
    }

    private boolean awaitAcknowledged() throws InterruptedException {
        while (isOpen()) {
            if (acknowledged.tryAcquire(differing - awaited, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                awaited = differing;
                return true;
            }
        }
        return false;
    }

    private boolean isOpen() {
        return pipeline.gate().isUndisturbed();
    }
}
