package dev.typesync.replicator.collection;

import dev.typesync.config.PrintableText;
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
import org.jspecify.annotations.Nullable;

/**
 * The long work on an open collection: its first load, its comparisons, its figures. It goes on step by step, one job at
 * a time. Supervisor's steps only.
 */
final class CollectionJobs {
    private static final Duration FIGURES_INTERVAL = Duration.ofSeconds(2);

    /** The longest wait of a job between two of its steps. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** Without a job there is little to do: figures are recorded, and the time of a comparison may come. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    /** With many collections, each that has nothing to do must cost next to nothing. */
    private static final Duration QUIET = Duration.ofSeconds(5);

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
    private final Runnable wakeUp;
    private @Nullable FirstLoad runningLoad;
    private @Nullable Reconciliation runningComparison;
    private List<CollectionGate.PendingMark> comparedMarks = List.of();
    private @Nullable LoadPosition scheduledLoad;
    private @Nullable Long reconciledNanos;
    private @Nullable Long figuresNanos;
    private @Nullable DeliveryFailure recordedFailure;
    private long recordedChanges = -1;

    /** @param wakeUp ends the wait that {@link #runNext} returned */
    CollectionJobs(
            CollectionPipeline pipeline, OwnerContext context, ComparisonMemory comparisonMemory, Runnable wakeUp) {
        this.comparisonMemory = comparisonMemory;
        this.wakeUp = wakeUp;
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

    /** Does the next piece of work, if any is due; returns how long to wait after it. */
    Duration runNext() throws SQLException, InterruptedException, OwnershipLostException {
        DeliveryTarget target = pipeline.target();
        if (target == null) {
            return IDLE;
        }
        Duration wait = runJob(target);
        recordFigures(target);
        return wait.equals(IDLE) && isQuiet() ? QUIET : wait;
    }

    /** Whether no figure has changed, and no comparison waits for its time. */
    private boolean isQuiet() {
        return !pipeline.gate().hasMarks()
                && pipeline.lag().count() == recordedChanges
                && Objects.equals(pipeline.health().lastFailure(), recordedFailure);
    }

    private Duration runJob(DeliveryTarget target) throws SQLException, InterruptedException, OwnershipLostException {
        CollectionJob job = job(target);
        if (job == null) {
            return IDLE;
        }
        CollectionJob.Step step = CollectionJob.Step.STOPPED;
        try {
            step = job.step();
            if (step == CollectionJob.Step.DONE) {
                complete(target);
            }
        } finally {
            if (step == CollectionJob.Step.STOPPED) {
                stop();
                pipeline.gate().requestRecheck(); // the setup finds out how far a load is
            }
        }
        return step == CollectionJob.Step.WAIT ? PATIENCE : Duration.ZERO;
    }

    /** The job that runs, or one that is due now. */
    private @Nullable CollectionJob job(DeliveryTarget target) {
        if (runningLoad != null) {
            return runningLoad;
        }
        if (runningComparison == null && scheduledLoad != null) {
            runningLoad = new FirstLoad(pipeline, target.forJobs(), records, scheduledLoad, wakeUp);
            return runningLoad;
        }
        if (runningComparison == null && isComparisonDue()) {
            beginComparison(target.forJobs());
        }
        return runningComparison;
    }

    /** Takes the marks first: a batch that begins later reads rows that contain the changes of these marks. */
    private void beginComparison(DeliveryTarget target) {
        comparedMarks = pipeline.gate().takeMarks();
        try {
            runningComparison = new Reconciliation(
                    pipeline,
                    target,
                    context.cluster().store(),
                    comparisonMemory,
                    context.config().delivery().maxBatchBytes(),
                    wakeUp);
        } finally {
            if (runningComparison == null) {
                pipeline.gate().returnMarks(comparedMarks);
            }
        }
    }

    /** Ends the job that runs. A load continues from its record after the next setup; marks are compared later. */
    void stop() {
        runningLoad = null;
        if (runningComparison != null) {
            runningComparison.close();
            runningComparison = null;
            pipeline.gate().returnMarks(comparedMarks);
            comparedMarks = List.of();
        }
    }

    private void complete(DeliveryTarget target) throws SQLException, InterruptedException, OwnershipLostException {
        if (runningLoad != null) {
            completeLoad(target, runningLoad);
        } else if (runningComparison != null) {
            completeComparison(runningComparison);
        }
    }

    private void completeLoad(DeliveryTarget target, FirstLoad load)
            throws SQLException, InterruptedException, OwnershipLostException {
        context.permit().confirm();
        creation.switchTo(target.collection());
        records.recordState(pipeline.name(), CollectionState.LIVE, null);
        context.permit().confirm(); // makes the record durable, because it is not written again
        runningLoad = null;
        scheduledLoad = null;
        recordedChanges = -1;
        LOG.log(
                Level.INFO,
                "collection {0} is loaded: {1} rows in {2}",
                pipeline.name(),
                load.loaded(),
                target.collection());
    }

    /** Whether the table is marked, and the last comparison was long enough ago. */
    boolean isComparisonDue() {
        return runningComparison == null && pipeline.gate().hasMarks() && isIntervalOver();
    }

    private boolean isIntervalOver() {
        long interval = context.config().delivery().reconcileInterval().toNanos();
        return reconciledNanos == null || context.timing().nanoTime().getAsLong() - reconciledNanos >= interval;
    }

    private void completeComparison(Reconciliation comparison) {
        reconciledNanos = context.timing().nanoTime().getAsLong();
        LOG.log(
                Level.INFO,
                "collection {0} is compared with its table: {1} documents differed ({2} marks, cause of the first:"
                        + " {3})",
                pipeline.name(),
                comparison.differingKeys(),
                comparedMarks.size(),
                PrintableText.of(comparedMarks.get(0).cause()));
        List<CollectionGate.PendingMark> done = comparedMarks;
        runningComparison = null;
        comparedMarks = List.of();
        done.forEach(mark -> mark.acknowledgement().acknowledged());
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
