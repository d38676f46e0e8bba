package dev.typesync.replicator.collection;

import dev.typesync.document.Document;
import dev.typesync.document.KeyRange;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Compares the documents of a collection with the rows of its table, by hash, and puts the keys that differ into the
 * queue. The queue delivers them like changes. {@link ContentIndex} says how much memory it needs.
 *
 * <p>It begins after all batches in flight are settled. They may have read rows before the change that the mark stands
 * for, and could be applied between the export and the comparison. A change during the comparison has its own event; at
 * worst a key is written once more than needed.
 */
final class Reconciliation implements CollectionJob {
    private static final int CHUNK = 1000;

    /** The most ids of documents without a row in memory at a time. After a TRUNCATE no document has a row. */
    private static final int MAX_IDS_WITHOUT_ROW = 500_000;

    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private enum Stage {
        SETTLE,
        EXPORT,
        ROWS,
        DOCUMENTS_WITHOUT_ROW,
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
    private final ContentIndex index = new ContentIndex();
    private Stage stage = Stage.SETTLE;
    private List<String> unread = List.of();
    private @Nullable String comparedUpTo;
    private boolean endReached;
    private long differingKeys;

    Reconciliation(CollectionPipeline pipeline, DeliveryTarget target, DocumentStore store, long maxBytes, Runnable wakeUp) {
        this.pipeline = pipeline;
        this.target = target;
        this.store = store;
        this.maxBytes = maxBytes;
        this.queuedKeys = new QueuedKeys(pipeline.queue());
        this.earlierBatches = pipeline.queue().currentBatches();
        this.acknowledgement = () -> {
            acknowledgedKeys.incrementAndGet();
            wakeUp.run();
        };
    }

    /** A batch that fails because the table has changed waits for a new look at the catalog, so no stage waits for it. */
    @Override
    public Step step() throws SQLException {
        if (!pipeline.gate().canContinue()) {
            return Step.STOPPED;
        }
        if (!queuedKeys.offer(acknowledgement)) {
            return Step.WAIT;
        }
        return switch (stage) {
            case SETTLE -> pipeline.queue().isSettled(earlierBatches) ? next(Stage.EXPORT) : Step.WAIT;
            case EXPORT -> export();
            case ROWS -> compareRows();
            case DOCUMENTS_WITHOUT_ROW -> isAcknowledged() ? findDocumentsWithoutRow() : Step.WAIT;
            case END -> isAcknowledged() ? Step.DONE : Step.WAIT;
        };
    }

    private Step next(Stage next) {
        stage = next;
        return Step.CONTINUE;
    }

    private boolean isAcknowledged() {
        return acknowledgedKeys.get() == differingKeys;
    }

    /** The number of keys that differ. */
    long differingKeys() {
        return differingKeys;
    }

    private Step export() {
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
        return next(Stage.ROWS);
    }

    private static final class LinesWithoutDocument {
        long count;
    }

    private Step compareRows() throws SQLException {
        if (unread.isEmpty()) {
            KeyRange range = target.rows().keysAfter(comparedUpTo, CHUNK);
            unread = range.keys();
            comparedUpTo = range.upTo();
            endReached = comparedUpTo == null;
        }
        RowReadResult result = BatchReader.read(target.rows(), unread, maxBytes);
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
        enqueue(different);
        unread = result.unread();
        return endReached && unread.isEmpty() ? next(Stage.DOCUMENTS_WITHOUT_ROW) : Step.CONTINUE;
    }

    /**
     * The index has no ids, so further exports find the ids of the documents without a row. Those that one export has
     * found are deleted before the next one, so it finds others.
     */
    private Step findDocumentsWithoutRow() {
        List<String> withoutRow = new ArrayList<>();
        if (index.unseenCount() > 0) {
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
        }
        enqueue(withoutRow);
        return withoutRow.size() == MAX_IDS_WITHOUT_ROW ? Step.CONTINUE : next(Stage.END);
    }

    private void enqueue(Collection<String> keys) {
        differingKeys += keys.size();
        queuedKeys.add(keys);
    }
}
