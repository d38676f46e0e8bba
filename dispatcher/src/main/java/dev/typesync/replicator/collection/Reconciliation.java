package dev.typesync.replicator.collection;

import dev.typesync.document.Document;
import dev.typesync.document.KeyRange;
import dev.typesync.document.RejectedRow;
import dev.typesync.document.RowReadResult;
import dev.typesync.replicator.delivery.AdaptiveBatchSize;
import dev.typesync.replicator.delivery.BatchReader;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.queue.Batch;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.source.Acknowledgement;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Compares the documents of a collection with the rows of its table, by hash, and puts the keys that differ into the
 * queue. The queue delivers them like changes. Its memory is bounded ({@link ContentComparison}).
 *
 * <p>It begins after all batches in flight are settled. They may have read rows before the change that the mark stands
 * for, and could be applied between the export and the comparison. A change during the comparison has its own event; at
 * worst a key is written once more than needed.
 */
final class Reconciliation implements CollectionJob {
    /** The most rows of one step. */
    private static final int CHUNK = 1000;

    /** The most ids of one step, which may all differ. */
    private static final int COMPARED_IDS = 10_000;

    /** A comparison that deletes more is reported. */
    private static final double REPORTED_SHARE = 0.3;

    private static final int REPORTED_DOCUMENTS = 1000;
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private enum Stage {
        SETTLE,
        EXPORT,
        ROWS,
        SORT,
        DIFFERENCES,
        END
    }

    private final CollectionPipeline pipeline;
    private final DeliveryTarget target;
    private final DocumentStore store;
    private final long maxBytes;
    private final QueuedKeys queuedKeys;
    private final Set<Batch> earlierBatches;
    private final AtomicLong acknowledgedKeys = new AtomicLong();
    private final Acknowledgement acknowledgement;
    private final ContentComparison comparison;
    private final AdaptiveBatchSize chunkSize;
    private Stage stage = Stage.SETTLE;
    private List<String> unread = List.of();
    private @Nullable String comparedUpTo;
    private boolean endReached;
    private long differingKeys;

    /** @param maxBytes the most bytes of documents that a step holds */
    Reconciliation(
            CollectionPipeline pipeline,
            DeliveryTarget target,
            DocumentStore store,
            ComparisonMemory memory,
            long maxBytes,
            Runnable wakeUp) {
        this.pipeline = pipeline;
        this.target = target;
        this.store = store;
        this.maxBytes = maxBytes;
        this.queuedKeys = new QueuedKeys(pipeline.queue());
        this.earlierBatches = pipeline.queue().currentBatches();
        this.comparison = new ContentComparison(memory, Path.of(System.getProperty("java.io.tmpdir")));
        this.chunkSize = new AdaptiveBatchSize(CHUNK, maxBytes);
        this.acknowledgement = () -> {
            acknowledgedKeys.incrementAndGet();
            wakeUp.run();
        };
    }

    /** A batch that fails because the table has changed waits for a new look at the catalog, so no stage waits for it. */
    @Override
    public Step step() throws SQLException, InterruptedException {
        try {
            return nextStep();
        } catch (ComparisonFileException e) {
            if (Thread.currentThread().isInterrupted()) { // an interrupt closes the file
                throw new InterruptedException();
            }
            throw e;
        }
    }

    private Step nextStep() throws SQLException {
        if (!pipeline.gate().canContinue()) {
            return Step.STOPPED;
        }
        if (!queuedKeys.offer(acknowledgement)) {
            return Step.WAIT;
        }
        return switch (stage) {
            case SETTLE -> pipeline.queue().isSettled(earlierBatches) ? next(Stage.EXPORT) : Step.WAIT;
            case EXPORT -> export();
            case ROWS -> addRows();
            case SORT -> comparison.sortSome() ? Step.CONTINUE : next(Stage.DIFFERENCES);
            case DIFFERENCES -> enqueueDifferences();
            case END -> acknowledgedKeys.get() == differingKeys ? Step.DONE : Step.WAIT;
        };
    }

    private Step next(Stage next) {
        stage = next;
        return Step.CONTINUE;
    }

    /** The number of keys that differ. */
    long differingKeys() {
        return differingKeys;
    }

    private Step export() {
        ExportedDocuments exported = new ExportedDocuments(comparison);
        store.export(target.collection(), exported);
        exported.throwFailure();
        if (exported.linesWithoutDocument() > 0) {
            LOG.log(
                    Level.WARNING,
                    "collection {0}: the export of {1} has {2} lines that are not documents (seen when Typesense had"
                            + " lost track of a document); run typesync reindex {0}",
                    pipeline.name(),
                    target.collection(),
                    exported.linesWithoutDocument());
        }
        return next(Stage.ROWS);
    }

    private Step addRows() throws SQLException {
        if (unread.isEmpty()) {
            KeyRange range = target.rows().keysAfter(comparedUpTo, chunkSize.maxKeys());
            unread = range.keys();
            comparedUpTo = range.upTo();
            endReached = comparedUpTo == null;
        }
        RowReadResult result = BatchReader.read(target.rows(), unread, maxBytes);
        chunkSize.record(result.documents());
        for (Document document : result.documents()) {
            comparison.addRow(document.id(), document.hash());
        }
        for (RejectedRow row : result.rejected()) {
            comparison.addRejectedRow(row.id());
        }
        unread = result.unread();
        return endReached && unread.isEmpty() ? next(Stage.SORT) : Step.CONTINUE;
    }

    private Step enqueueDifferences() {
        List<String> different = comparison.nextDifferent(COMPARED_IDS);
        differingKeys += different.size();
        queuedKeys.add(different);
        if (!comparison.isComplete()) {
            return Step.CONTINUE;
        }
        reportDeletes(comparison.documents(), comparison.documentsWithoutRow());
        close();
        return next(Stage.END);
    }

    private void reportDeletes(long documents, long withoutRow) {
        if (withoutRow > REPORTED_DOCUMENTS && withoutRow > REPORTED_SHARE * documents) {
            LOG.log(
                    Level.INFO,
                    "collection {0}: {1} of its {2} documents have no row, as after a TRUNCATE; they are deleted",
                    pipeline.name(),
                    withoutRow,
                    documents);
        }
    }

    @Override
    public void close() {
        comparison.close();
    }
}
