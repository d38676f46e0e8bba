package dev.typesync.replicator.collection;

import dev.typesync.outbox.TableId;
import dev.typesync.replicator.delivery.CollectionGate;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryFailure;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.store.Backoff;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.task.Task;
import dev.typesync.replicator.task.TaskHandle;
import dev.typesync.replicator.task.TaskRunner;
import dev.typesync.typesense.TypesenseException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs one collection while this process is the owner: sets it up, loads it, compares it when it is marked, and sets it
 * up again after a suspension. A task, whose steps share the threads of the supervisors of all collections.
 */
public final class CollectionSupervisor implements Task {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");
    private static final Duration STEP_INTERVAL = Duration.ofSeconds(1);
    private static final Duration RECHECK = Duration.ofSeconds(30);

    /** A stream of DDL causes not more than one look at the catalog in this time. */
    private static final Duration SHORTEST_RECHECK = Duration.ofMillis(200);

    private final CollectionPipeline pipeline;
    private final CollectionSetup setup;
    private final CollectionJobs jobs;
    private final CollectionRecords records;
    private final Timing timing;
    private final CommittedDdl ddl;
    private final Runnable ddlListener = this::definitionsChanged;
    private volatile @Nullable TaskHandle handle;
    private int failures;
    private long notBeforeNanos;
    private long checkedNanos;
    private @Nullable Long quietSinceNanos;
    private @Nullable String loggedReason;
    private volatile boolean needsTable = true;
    private volatile boolean hasNewDdl;

    public CollectionSupervisor(
            CollectionPipeline pipeline,
            CollectionSetup setup,
            OwnerContext context,
            CommittedDdl ddl,
            ComparisonMemory comparisonMemory) {
        this.pipeline = pipeline;
        this.setup = setup;
        this.jobs = new CollectionJobs(pipeline, context, comparisonMemory, this::wake);
        this.records = context.ledger().records();
        this.timing = context.timing();
        this.ddl = ddl;
        this.notBeforeNanos = timing.nanoTime().getAsLong();
    }

    /** Begins to run the collection on the threads of this runner. */
    public void start(TaskRunner runner) {
        ddl.listen(ddlListener);
        pipeline.gate().onChange(this::wake);
        handle = runner.add(pipeline.name(), this);
    }

    private void wake() {
        TaskHandle started = handle;
        if (started != null) {
            started.wake();
        }
    }

    @Override
    public Duration step() throws InterruptedException, OwnershipLostException {
        long early = notBeforeNanos - timing.nanoTime().getAsLong();
        if (early > 0) {
            return Duration.ofNanos(early); // woken during a pause
        }
        try {
            Duration wait = act();
            failures = 0;
            return wait;
        } catch (SQLException e) {
            return pause(handleFailure(DeliveryFailure.of(e)));
        } catch (TypesenseException e) {
            return pause(handleFailure(DeliveryFailure.of(e)));
        } catch (ComparisonFileException e) {
            LOG.log(Level.WARNING, "collection {0}: {1}", pipeline.name(), e.getMessage());
            return pause(Backoff.LONGEST);
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            LOG.log(
                    Level.WARNING,
                    "collection " + pipeline.name()
                            + ": an internal error of typesync; it tries again; please report this",
                    fault);
            return pause(Backoff.LONGEST);
        }
    }

    /** The next step comes after this time, even if the supervisor is woken. */
    private Duration pause(Duration duration) {
        notBeforeNanos = timing.nanoTime().getAsLong() + duration.toNanos();
        return duration;
    }

    /** Does what the collection needs next, and returns how long to wait after that. */
    private Duration act() throws SQLException, InterruptedException, OwnershipLostException {
        boolean requested = pipeline.gate().takeRecheckRequest();
        if (pipeline.gate().phase() == CollectionGate.Phase.OPEN && !requested && !isOutdated()) {
            return jobs.runNext();
        }
        Duration untilQuiet = untilQuiet();
        if (!untilQuiet.isZero()) {
            pipeline.gate().requestRecheck();
            return pause(untilQuiet);
        }
        jobs.stop();
        checkedNanos = timing.nanoTime().getAsLong();
        needsTable = true; // a table that is made during the setup is looked for once more
        CollectionSetup.Outcome outcome = setup.run(jobs);
        needsTable = outcome.state() == CollectionState.WAITING;
        if (outcome.retryAfter() != null) {
            pipeline.gate().requestRecheck();
            return pause(outcome.retryAfter());
        }
        logReason(outcome);
        if (needsTable) {
            pause(SHORTEST_RECHECK);
        }
        return switch (outcome.state()) {
            case LIVE, LOADING -> outcome.reason() == null ? Duration.ZERO : STEP_INTERVAL;
            case WAITING -> timing.tableRecheck();
            case FOREIGN, SUSPENDED -> RECHECK;
        };
    }

    /** A table that migrations are still building is looked for when they are over. */
    private Duration untilQuiet() {
        if (!needsTable) {
            return Duration.ZERO;
        }
        if (quietSinceNanos == null) {
            quietSinceNanos = timing.nanoTime().getAsLong();
        }
        Duration left = ddl.untilQuiet(quietSinceNanos);
        if (left.isZero()) {
            quietSinceNanos = null;
        }
        return left;
    }

    /** Looks for the table if it is missing, else whether it has another definition now. */
    private void definitionsChanged() {
        if (needsTable) {
            pipeline.gate().requestRecheck();
        } else {
            hasNewDdl = true;
            wake();
        }
    }

    /** Changes of an unknown table have come: looks for this collection's table if it is missing and may be that one. */
    public void lookForTable(TableId changed) {
        String configured = pipeline.config().table().toLowerCase(Locale.ROOT);
        if (needsTable && configured.contains(changed.name().toLowerCase(Locale.ROOT))) {
            pipeline.gate().requestRecheck();
        }
    }

    /** Looks at the catalog again from time to time, and before each comparison. */
    private boolean isOutdated() throws SQLException {
        long now = timing.nanoTime().getAsLong();
        boolean afterDdl = hasNewDdl && now - checkedNanos >= STEP_INTERVAL.toNanos();
        boolean isDue = afterDdl || now - checkedNanos >= RECHECK.toNanos();
        if (isDue) {
            hasNewDdl = false;
            checkedNanos = now;
        }
        return (isDue || jobs.isComparisonDue()) && (setup.isOutdated() || (isDue && setup.leavesFieldsOut()));
    }

    /** Logs one line for each new reason why the collection is not live. */
    private void logReason(CollectionSetup.Outcome outcome) {
        String reason = outcome.reason();
        if (reason == null) {
            if (loggedReason != null) {
                LOG.log(Level.INFO, "collection {0} is delivered again", pipeline.name());
            }
        } else if (!reason.equals(loggedReason)) {
            LOG.log(
                    Level.WARNING,
                    "collection " + pipeline.name() + " is " + outcome.state().text() + ": " + reason);
        }
        loggedReason = reason;
    }

    /** Returns how long to wait before the next attempt. */
    private Duration handleFailure(DeliveryFailure failure) {
        failures++;
        pipeline.recordFailure(failure);
        recordError(failure);
        if (pipeline.health().isSuspensionDue()) {
            shut();
        }
        return timing.backoff().after(failures);
    }

    private void recordError(DeliveryFailure failure) {
        try {
            records.recordError(pipeline.name(), failure.message());
        } catch (SQLException e) {
            pipeline.recordFailure(DeliveryFailure.of(e));
        }
    }

    private void shut() {
        try {
            pipeline.shut("suspended");
        } catch (SQLException e) {
            pipeline.recordFailure(DeliveryFailure.of(e));
        }
    }

    /** Ends the subscription to DDL. The runner ends the steps. */
    public void close() {
        ddl.forget(ddlListener);
    }

    /** Gives up the work that is not finished. No step runs any more. */
    public void abandon() {
        jobs.stop();
    }
}
