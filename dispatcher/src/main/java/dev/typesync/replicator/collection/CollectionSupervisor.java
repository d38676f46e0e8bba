package dev.typesync.replicator.collection;

import dev.typesync.outbox.TableId;
import dev.typesync.replicator.delivery.BatchDelivery;
import dev.typesync.replicator.delivery.CollectionGate;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryFailure;
import dev.typesync.replicator.delivery.ImportWorkers;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.store.Backoff;
import dev.typesync.replicator.store.Timing;
import dev.typesync.typesense.TypesenseException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs one collection while this process is the owner: sets it up, loads it, compares it when it is marked, and sets it
 * up again after a suspension. Owns one thread and the import workers.
 */
public final class CollectionSupervisor {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");
    private static final Duration STEP_INTERVAL = Duration.ofSeconds(1);
    private static final Duration RECHECK = Duration.ofSeconds(30);

    /** A stream of DDL causes not more than one look at the catalog in this time. */
    private static final Duration SHORTEST_RECHECK = Duration.ofMillis(200);

    private final CollectionPipeline pipeline;
    private final CollectionSetup setup;
    private final CollectionJobs jobs;
    private final ImportWorkers workers;
    private final CollectionRecords records;
    private final Timing timing;
    private final CommittedDdl ddl;
    private final Runnable ddlListener = this::definitionsChanged;
    private final Thread thread;
    private int failures;
    private long checkedNanos;
    private @Nullable String loggedReason;
    private volatile boolean needsTable = true;
    private volatile boolean hasNewDdl;
    private volatile boolean closed;

    public CollectionSupervisor(
            CollectionPipeline pipeline,
            CollectionSetup setup,
            OwnerContext context,
            CommittedDdl ddl,
            ComparisonMemory comparisonMemory) {
        this.pipeline = pipeline;
        this.setup = setup;
        this.jobs = new CollectionJobs(pipeline, context, comparisonMemory);
        this.workers = new ImportWorkers(pipeline, new BatchDelivery(pipeline, context));
        this.records = context.ledger().records();
        this.timing = context.timing();
        this.ddl = ddl;
        this.thread = new Thread(this::run, "typesync-" + pipeline.name());
        thread.setDaemon(true);
    }

    public void start() {
        ddl.listen(ddlListener);
        thread.start();
        workers.start();
    }

    private void run() {
        try {
            while (!closed) {
                step();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (OwnershipLostException lost) {
            LOG.log(Level.DEBUG, "collection {0}: {1}", pipeline.name(), lost.getMessage());
        }
    }

    private void step() throws InterruptedException, OwnershipLostException {
        try {
            Duration wait = act();
            failures = 0;
            pipeline.gate().await(wait);
        } catch (SQLException e) {
            handleFailure(DeliveryFailure.of(e));
        } catch (TypesenseException e) {
            handleFailure(DeliveryFailure.of(e));
        } catch (ComparisonFileException e) {
            LOG.log(Level.WARNING, "collection {0}: {1}", pipeline.name(), e.getMessage());
            timing.pause(Backoff.LONGEST);
        } catch (RuntimeException fault) {
            LOG.log(
                    Level.WARNING,
                    "collection " + pipeline.name()
                            + ": an internal error of typesync; it tries again; please report this",
                    fault);
            timing.pause(Backoff.LONGEST);
        }
    }

    /** Does what the collection needs next, and returns how long to wait after that. */
    private Duration act() throws SQLException, InterruptedException, OwnershipLostException {
        boolean requested = pipeline.gate().takeRecheckRequest();
        if (pipeline.gate().phase() == CollectionGate.Phase.OPEN && !requested && !isOutdated()) {
            jobs.runNext();
            return STEP_INTERVAL;
        }
        if (needsTable) {
            ddl.awaitQuiet();
        }
        checkedNanos = timing.nanoTime().getAsLong();
        needsTable = true; // a table that is made during the setup is looked for once more
        CollectionSetup.Outcome outcome = setup.run(jobs);
        needsTable = outcome.state() == CollectionState.WAITING;
        logReason(outcome);
        if (needsTable) {
            timing.pause(SHORTEST_RECHECK);
        }
        return switch (outcome.state()) {
            case LIVE, LOADING -> outcome.reason() == null ? Duration.ZERO : STEP_INTERVAL;
            case WAITING -> timing.tableRecheck();
            case FOREIGN, SUSPENDED -> RECHECK;
        };
    }

    /** Looks for the table if it is missing, else whether it has another definition now. */
    private void definitionsChanged() {
        if (needsTable) {
            pipeline.gate().requestRecheck();
        } else {
            hasNewDdl = true;
            pipeline.gate().wake();
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

    private void handleFailure(DeliveryFailure failure) throws InterruptedException {
        if (closed) {
            return;
        }
        failures++;
        pipeline.recordFailure(failure);
        recordError(failure);
        if (pipeline.health().isSuspensionDue()) {
            shut();
        }
        timing.pause(timing.backoff().after(failures));
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

    /** Starts nothing new. Batches in flight continue. */
    public void stop() {
        closed = true;
        ddl.forget(ddlListener);
        thread.interrupt();
        pipeline.queue().close();
    }

    /** Interrupts the batches in flight. */
    public void interrupt() {
        workers.interrupt();
    }

    /** Waits until the threads have ended, at most for about twice the given time. */
    public void join(Duration patience) throws InterruptedException {
        workers.join(patience);
        thread.join(Math.max(1, patience.toMillis()));
    }
}
