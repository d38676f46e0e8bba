package dev.typesync.jdbc;

import dev.typesync.outbox.TableId;
import dev.typesync.replicator.CommittedDelivery;
import dev.typesync.replicator.Replicator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A replicator that is started on a thread of its own, when the opening of the application's first connection ends: it
 * loads about a thousand classes, and the application does not wait for them. Thread-safe.
 */
final class StartedReplicator implements CommittedDelivery, AutoCloseable {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");

    private final FutureTask<Replicator> start;
    private final AtomicBoolean begun = new AtomicBoolean();

    private StartedReplicator(FutureTask<Replicator> start) {
        this.start = start;
    }

    /** One that waits for {@link #begin}. */
    static StartedReplicator prepared(Supplier<Replicator> starter) {
        return new StartedReplicator(new FutureTask<>(() -> start(starter)));
    }

    /** One whose start the caller waits for. */
    static StartedReplicator of(Replicator running) {
        StartedReplicator replicator = new StartedReplicator(new FutureTask<>(() -> running));
        replicator.start.run();
        return replicator;
    }

    /** Starts the replicator, unless that is done or it is closed. Returns immediately. */
    void begin() {
        if (!start.isDone() && begun.compareAndSet(false, true)) {
            Thread thread = new Thread(start, "typesync-start");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static Replicator start(Supplier<Replicator> starter) {
        try {
            return starter.get();
        } catch (RuntimeException | Error fault) { // the task keeps it for awaitDelivered, which nobody has to call
            LOG.log(
                    Level.WARNING,
                    "the replicator cannot be started in this process; changes wait until another process or a restart"
                            + " of this one delivers them; please report this",
                    fault);
            throw fault;
        }
    }

    /** Waits until Typesense has acknowledged every change that is committed now. */
    void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        begin();
        long deadline = System.nanoTime() + timeout.toNanos();
        Replicator replicator;
        try {
            replicator = start.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the replicator of this process could not be started", e.getCause());
        } catch (CancellationException e) {
            throw new IllegalStateException("the driver was deregistered before the replicator started", e);
        } catch (TimeoutException e) {
            throw new TimeoutException("the replicator did not start within " + timeout.toMillis() + " ms");
        }
        replicator.awaitDelivered(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    /** Waits for the keys of some tables, as {@link Replicator#awaitCommitted}; false if the replicator is not running. */
    @Override
    public boolean awaitCommitted(Set<TableId> tables, Duration patience) throws InterruptedException {
        begin();
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            Replicator replicator = start.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return replicator.awaitCommitted(tables, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } catch (ExecutionException | CancellationException | TimeoutException notRunning) {
            return false; // its reason is logged
        }
    }

    /** Closes the replicator; waits until it has started. One that has not begun to start never does. */
    @Override
    public void close() {
        if (begun.compareAndSet(false, true) && start.cancel(false)) {
            return;
        }
        boolean interrupted = false;
        while (true) {
            try {
                start.get().close();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | CancellationException logged) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
