package dev.typesync.replicator.collection;

import dev.typesync.replicator.delivery.CollectionGate;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryFailure;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.typesense.CollectionInfo;
import dev.typesync.typesense.TypesenseException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The long work on an open collection: its first load, its comparisons, its figures. Supervisor's thread only; blocks.
 */
final class CollectionJobs {
    private static final Duration FIGURES_INTERVAL = Duration.ofSeconds(2);

    /** The longest wait of a job between two of its steps. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /**
     * How far a load is.
     *
     * @param afterKey the last key that is loaded; null if none is
     * @param loaded the number of rows that are loaded
     */
    record LoadPosition(@Nullable String afterKey, long loaded) {
        static final LoadPosition START = new LoadPosition(null, 0);
    }

    private final CollectionPipeline pipeline;
    private final OwnerContext context;
    private final CollectionRecords records;
    private final CollectionCreation creation;
    private final ComparisonMemory comparisonMemory;
    private final Semaphore wakeUps = new Semaphore(0);
    private @Nullable LoadPosition scheduledLoad;
    private @Nullable Long reconciledNanos;
    private @Nullable Long figuresNanos;
    private @Nullable DeliveryFailure recordedFailure;
    private long recordedChanges = -1;

    CollectionJobs(CollectionPipeline pipeline, OwnerContext context, ComparisonMemory comparisonMemory) {
        this.comparisonMemory = comparisonMemory;
        this.pipeline = pipeline;
        this.context = context;
        this.records = context.ledger().records();
        this.creation = new CollectionCreation(pipeline, context);
    }

    /** Sets the load to do next; null if the collection is complete. */
    void scheduleLoad(@Nullable LoadPosition next) {
        scheduledLoad = next;
    }

    /** Makes the next comparison start immediately, for the changes that waited while the collection was shut. */
    void reconcileWithoutDelay() {
        reconciledNanos = null;
    }

    /** Does the next work, if any is due. */
    void runNext() throws SQLException, InterruptedException, OwnershipLostException {
        DeliveryTarget target = pipeline.target();
        if (target == null) {
            return;
        }
        if (scheduledLoad != null) {
            load(target, scheduledLoad);
        } else if (isComparisonDue()) {
            reconcile(target);
        }
        recordFigures(target);
    }

    private void load(DeliveryTarget target, LoadPosition from)
            throws SQLException, InterruptedException, OwnershipLostException {
        FirstLoad firstLoad = new FirstLoad(pipeline, target, records, from, wakeUps::release);
        if (!run(firstLoad)) {
            return; // the setup will find out how far the load is
        }
        context.permit().confirm();
        creation.switchTo(target.collection());
        records.recordState(pipeline.name(), CollectionState.LIVE, null);
        scheduledLoad = null;
        recordedChanges = -1;
        LOG.log(
                Level.INFO,
                "collection {0} is loaded: {1} rows in {2}",
                pipeline.name(),
                firstLoad.loaded(),
                target.collection());
    }

    /** Whether the table is marked, and the last comparison was long enough ago. */
    boolean isComparisonDue() {
        return pipeline.gate().hasMarks() && isIntervalOver();
    }

    private boolean isIntervalOver() {
        long interval = context.config().delivery().reconcileInterval().toNanos();
        return reconciledNanos == null || context.timing().nanoTime().getAsLong() - reconciledNanos >= interval;
    }

    private void reconcile(DeliveryTarget target) throws SQLException, InterruptedException {
        List<CollectionGate.PendingMark> marks = pipeline.gate().takeMarks();
        boolean done = false;
        try (Reconciliation reconciliation = new Reconciliation(
                pipeline,
                target,
                context.cluster().store(),
                comparisonMemory,
                context.config().delivery().maxBatchBytes(),
                wakeUps::release)) {
            done = run(reconciliation);
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

    /** Runs the job on this thread; returns whether it is done. */
    private boolean run(CollectionJob job) throws SQLException, InterruptedException {
        while (true) {
            switch (job.step()) {
                case CONTINUE -> {}
                case WAIT -> {
                    if (wakeUps.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                        wakeUps.drainPermits();
                    }
                }
                case DONE -> {
                    return true;
                }
                case STOPPED -> {
                    return false;
                }
            }
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
