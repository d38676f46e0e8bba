package dev.typesync.replicator;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The thread of a {@link LeaseKeeper}. Nothing else runs on it, and nothing that is thrown ends it, not even a lack of
 * memory: a process whose lease thread is dead would never begin again.
 */
final class LeaseThread {
    private final LeaseKeeper keeper;
    private final SteadyTask steps;
    private final Semaphore closing = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "typesync-lease");
    private volatile boolean closed;

    LeaseThread(LeaseKeeper keeper, Maintenance maintenance, LongSupplier nanoTime) {
        this.keeper = keeper;
        this.steps = new SteadyTask(
                () -> {
                    maintenance.restartInTrouble();
                    return keeper.step();
                },
                nanoTime);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                closing.tryAcquire(steps.step().toNanos(), TimeUnit.NANOSECONDS);
            }
            keeper.handOver();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
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
