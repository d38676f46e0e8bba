package dev.typesync.source;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A signal that one thread waits for; signals given meanwhile count as one. Thread-safe; signalling never blocks.
 *
 * <p>Waking a thread costs the one that signals, which is the application's at its COMMIT, more than all else that it does
 * here. So a waiter that was woken rests before it can be woken again: a lone signal is heard at once, and of a stream of
 * them each finds the waiter at work or at rest, but for one in so many milliseconds.
 */
public final class WakeUpSignal {
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Semaphore given = new Semaphore(0);
    private boolean woken; // used by the waiting thread alone

    public void signal() {
        if (given.availablePermits() == 0) {
            given.release();
        }
    }

    /** Waits for a signal, or for the time to pass; returns whether there was one. */
    public boolean await(long nanos) throws InterruptedException {
        long rest = woken ? Math.min(REST_NANOS, nanos) : 0;
        TimeUnit.NANOSECONDS.sleep(rest);
        woken = given.tryAcquire(nanos - rest, TimeUnit.NANOSECONDS);
        given.drainPermits();
        return woken;
    }
}
