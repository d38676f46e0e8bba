package dev.typesync.replicator;

import dev.typesync.source.RepeatedWarning;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The thread of a {@link LeaseKeeper}. Nothing else runs on it, and nothing that is thrown ends it, not even a lack of
 * memory: a process whose lease thread is dead would never begin again.
 */
final class LeaseThread {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final LeaseKeeper keeper;
    private final Maintenance maintenance;
    private final RepeatedWarning warning;
    private final Semaphore closing = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "typesync-lease");
    private volatile boolean closed;

    LeaseThread(LeaseKeeper keeper, Maintenance maintenance, LongSupplier nanoTime) {
        this.keeper = keeper;
        this.maintenance = maintenance;
        this.warning = new RepeatedWarning(LOG, nanoTime);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                closing.tryAcquire(step().toNanos(), TimeUnit.NANOSECONDS);
            }
            keeper.handOver();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration step() throws InterruptedException {
        try {
            maintenance.restartInTrouble();
            return keeper.step();
        } catch (RuntimeException | Error fault) {
            try {
                warning.warn("fault", "an internal error of typesync; it tries again; please report this", fault);
            } catch (OutOfMemoryError noMemoryToLog) {
                return AFTER_FAULT;
            }
            return AFTER_FAULT;
        }
    }

    /** Hands the lease over. Returns after the given time at the latest. */
    void close(Duration patience) throws InterruptedException {
        closed = true;
        closing.release();
        thread.join(patience.toMillis());
    }

    /** Ends a step that still runs. */
    void interrupt() {
        thread.interrupt();
    }
}
