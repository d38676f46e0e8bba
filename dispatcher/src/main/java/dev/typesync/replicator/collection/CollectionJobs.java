package dev.typesync.replicator.collection;

import dev.typesync.replicator.delivery.CollectionGate;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryFailure;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.typesense.CollectionInfo;
import dev.typesync.typesense.TypesenseException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The long work on an open collection: its first load, its comparisons, its figures. Supervisor's thread only; blocks.
 */
final class CollectionJobs {
    private static final Duration FIGURES_INTERVAL = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final CollectionPipeline pipeline;
    private final OwnerContext context;
    private final CollectionRecords records;
    private Placement.@Nullable Loading scheduledLoad;
    private @Nullable Long reconciledNanos;
    private @Nullable Long figuresNanos;
    private @Nullable DeliveryFailure recordedFailure;
    private long recordedChanges = -1;

    CollectionJobs(CollectionPipeline pipeline, OwnerContext context) {
        this.pipeline = pipeline;
        this.context = context;
        this.records = context.ledger().records();
    }

    /** Sets the load to do next; null if the collection is complete. */
    void scheduleLoad(Placement.@Nullable Loading next) {
        scheduledLoad = next;
    }

    /** Makes the next comparison start immediately, for the changes that waited while the collection was shut. */
    void reconcileWithoutDelay() {
        reconciledNanos = null;
    }

    /** Does the next work, if any is due. */
    void runNext() throws SQLException, InterruptedException {
        DeliveryTarget target = pipeline.target();
        if (target == null) {
            return;
        }
        if (scheduledLoad != null) {
            load(target, scheduledLoad);
        } else if (pipeline.gate().hasMarks() && isReconciliationDue()) {
            reconcile(target);
        }
        recordFigures(target);
    }

    private void load(DeliveryTarget target, Placement.Loading from) throws SQLException, InterruptedException {
        FirstLoad firstLoad = new FirstLoad(pipeline, records, from.loaded());
        if (!firstLoad.run(target, from.afterKey())) {
            return; // the setup will find out how far the load is
        }
        firstLoad.switchAlias(context.cluster().collections(), target);
        scheduledLoad = null;
        recordedChanges = -1;
        LOG.log(
                Level.INFO,
                "collection {0} is loaded: {1} rows in {2}",
                pipeline.name(),
                firstLoad.loaded(),
                target.collection());
    }

    private boolean isReconciliationDue() {
        long interval = context.config().delivery().reconcileInterval().toNanos();
        return reconciledNanos == null || context.timing().nanoTime().getAsLong() - reconciledNanos >= interval;
    }

    private void reconcile(DeliveryTarget target) throws SQLException, InterruptedException {
        List<CollectionGate.PendingMark> marks = pipeline.gate().takeMarks();
        boolean done = false;
        try {
            Reconciliation reconciliation =
                    new Reconciliation(pipeline, context.cluster().store());
            done = reconciliation.run(target);
            if (done) {
                reconciledNanos = context.timing().nanoTime().getAsLong();
                LOG.log(
                        Level.INFO,
                        "collection {0} is compared with its table: {1} documents differed ({2} marks, cause of the"
                                + " first: {3})",
                        pipeline.name(),
                        reconciliation.differingKeys(),
                        marks.size(),
                        marks.get(0).cause());
            }
        } finally {
            if (!done) {
                pipeline.gate().returnMarks(marks);
            }
        }
        if (done) {
            marks.forEach(mark -> mark.acknowledgement().acknowledged());
        }
    }

    private void recordFigures(DeliveryTarget target) throws SQLException {
        long now = context.timing().nanoTime().getAsLong();
        long changes = pipeline.lag().count();
        boolean isTooEarly = figuresNanos != null && now - figuresNanos < FIGURES_INTERVAL.toNanos();
        DeliveryFailure last = pipeline.health().lastFailure();
        if (isTooEarly || (changes == recordedChanges && Objects.equals(last, recordedFailure))) {
            return;
        }
        figuresNanos = now;
        recordedChanges = changes;
        recordedFailure = last;
        records.recordFigures(
                pipeline.name(), countDocuments(target), pipeline.lag(), last == null ? null : last.message());
    }

    /** Null if Typesense does not answer. */
    private @Nullable Long countDocuments(DeliveryTarget target) {
        try {
            return context.cluster()
                    .collections()
                    .find(target.collection())
                    .map(CollectionInfo::documents)
                    .orElse(null);
        } catch (TypesenseException e) {
            LOG.log(
                    Level.DEBUG,
                    "collection {0}: its documents cannot be counted: {1}",
                    pipeline.name(),
                    e.getMessage());
            return null;
        }
    }
}
