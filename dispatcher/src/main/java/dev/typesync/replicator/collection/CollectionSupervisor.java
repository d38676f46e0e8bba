package dev.typesync.replicator.collection;

import dev.typesync.replicator.delivery.BatchDelivery;
import dev.typesync.replicator.delivery.CollectionGate;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryFailure;
import dev.typesync.replicator.delivery.ImportWorkers;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.replicator.store.Backoff;
import dev.typesync.replicator.store.Timing;
import dev.typesync.typesense.TypesenseException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The life of one collection while this process is the owner: finds its table and its place in Typesense, loads it,
 * reconciles its marks, and takes it up again after it was suspended. Owns one thread and the import workers.
 */
public final class CollectionSupervisor {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration RECHECK = Duration.ofSeconds(30);
    private static final Duration TABLE_RECHECK = Duration.ofSeconds(5);

    private final CollectionPipeline pipeline;
    private final CollectionSetup setup;
    private final CollectionJobs jobs;
    private final ImportWorkers workers;
    private final CollectionRecords records;
    private final Timing timing;
    private final Thread thread;
    private int failures;
    private @Nullable String toldReason;
    private volatile boolean closed;

    public CollectionSupervisor(CollectionPipeline pipeline, CollectionSetup setup, OwnerContext context) {
        this.pipeline = pipeline;
        this.setup = setup;
        this.jobs = new CollectionJobs(pipeline, context);
        this.workers = new ImportWorkers(pipeline, new BatchDelivery(pipeline, context));
        this.records = context.ledger().records();
        this.timing = context.timing();
        this.thread = new Thread(this::run, "typesync-" + pipeline.name());
        thread.setDaemon(true);
    }

    public void start() {
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
            failed(DeliveryFailure.of(e));
        } catch (TypesenseException e) {
            failed(DeliveryFailure.of(e));
        } catch (RuntimeException fault) {
            LOG.log(
                    Level.WARNING,
                    "collection " + pipeline.name() + ": a fault of typesync; tried again; please report it",
                    fault);
            timing.pause(Backoff.LONGEST);
        }
    }

    /** Does what the collection needs next; returns how long to wait until the next look. */
    private Duration act() throws SQLException, InterruptedException, OwnershipLostException {
        if (pipeline.gate().phase() == CollectionGate.Phase.OPEN
                && !pipeline.gate().takeRecheck()) {
            jobs.work();
            return TICK;
        }
        CollectionSetup.Outcome outcome = setup.run(jobs);
        tell(outcome);
        return switch (outcome.state()) {
            case LIVE, LOADING -> outcome.reason() == null ? Duration.ZERO : TICK;
            case WAITING -> TABLE_RECHECK;
            case FOREIGN, SUSPENDED -> RECHECK;
        };
    }

    /** One line for each new reason why a collection does not go on. */
    private void tell(CollectionSetup.Outcome outcome) {
        String reason = outcome.reason();
        if (reason == null) {
            if (toldReason != null) {
                LOG.log(Level.INFO, "collection {0} goes on", pipeline.name());
            }
        } else if (!reason.equals(toldReason)) {
            LOG.log(
                    Level.WARNING,
                    "collection " + pipeline.name() + " is " + outcome.state().text() + ": " + reason);
        }
        toldReason = reason;
    }

    private void failed(DeliveryFailure failure) throws InterruptedException {
        if (closed) {
            return;
        }
        failures++;
        pipeline.failed(failure);
        record(failure);
        if (pipeline.health().mustSuspend()) {
            shut();
        }
        timing.pause(timing.backoff().after(failures));
    }

    private void record(DeliveryFailure failure) {
        try {
            records.trouble(pipeline.name(), failure.message());
        } catch (SQLException e) {
            pipeline.failed(DeliveryFailure.of(e));
        }
    }

    private void shut() {
        try {
            pipeline.shut("suspended");
        } catch (SQLException e) {
            pipeline.failed(DeliveryFailure.of(e));
        }
    }

    /** Takes up nothing new; batches under way go on. */
    public void stop() {
        closed = true;
        thread.interrupt();
        pipeline.queue().close();
    }

    /** Cuts what is still under way. */
    public void interrupt() {
        workers.interrupt();
    }

    public void join(Duration patience) throws InterruptedException {
        workers.join(patience);
        thread.join(Math.max(1, patience.toMillis()));
    }
}
