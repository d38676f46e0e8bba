package dev.typesync.jdbc;

import dev.typesync.replicator.Replicator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A replicator that is started on a thread of its own: it loads about a thousand classes, and the application's first
 * connection does not wait for them. Thread-safe.
 */
final class StartedReplicator implements AutoCloseable {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");

    private final CompletableFuture<Replicator> started = new CompletableFuture<>();

    private StartedReplicator() {}

    static StartedReplicator start(Supplier<Replicator> starter) {
        StartedReplicator replicator = new StartedReplicator();
        Thread thread = new Thread(() -> replicator.run(starter), "typesync-start");
        thread.setDaemon(true);
        thread.start();
        return replicator;
    }

    /** One whose start the caller has waited for. */
    static StartedReplicator of(Replicator running) {
        StartedReplicator replicator = new StartedReplicator();
        replicator.started.complete(running);
        return replicator;
    }

    private void run(Supplier<Replicator> starter) {
        try {
            started.complete(starter.get());
        } catch (RuntimeException | LinkageError fault) {
            LOG.log(
                    Level.WARNING,
                    "the replicator cannot be started in this process; changes wait until another process or a restart"
                            + " of this one delivers them; please report this",
                    fault);
            started.completeExceptionally(fault);
        }
    }

    /** Waits until Typesense has acknowledged every change that is committed now. */
    void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Replicator replicator;
        try {
            replicator = started.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the replicator of this process could not be started", e.getCause());
        } catch (TimeoutException e) {
            throw new TimeoutException("the replicator did not start within " + timeout.toMillis() + " ms");
        }
        replicator.awaitDelivered(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    /** Closes the replicator; waits until it has started. */
    @Override
    public void close() {
        started.thenAccept(Replicator::close).exceptionally(logged -> null).join();
    }
}
