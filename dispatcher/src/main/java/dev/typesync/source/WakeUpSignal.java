package dev.typesync.source;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A signal that one thread waits for. Signals that come before it waits count as one. Thread-safe; signalling never
 * blocks.
 *
 * <p>The signal comes from the application's thread at its COMMIT, and waking another thread costs more than everything
 * else that thread does here. Therefore the waiting thread rests after it was woken, before it can be woken again. A
 * single signal takes effect immediately. Of a stream of signals, only one every few milliseconds has to wake the
 * thread.
 */
public final class WakeUpSignal {
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Semaphore given = new Semaphore(0);
    private boolean woken; // only used by the waiting thread

    /** Wakes the waiting thread, or lets its next wait return immediately. */
    public void signal() {
        if (given.availablePermits() == 0) {
            given.release();
        }
    }

    /** Waits for a signal or until the time is over; returns whether there was a signal. */
    public boolean await(long nanos) throws InterruptedException {
        long rest = woken ? Math.min(REST_NANOS, nanos) : 0;
        TimeUnit.NANOSECONDS.sleep(rest);
        woken = given.tryAcquire(nanos - rest, TimeUnit.NANOSECONDS);
        given.drainPermits();
        return woken;
    }
}
