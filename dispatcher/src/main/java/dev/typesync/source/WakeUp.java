package dev.typesync.source;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A signal that one thread waits for; signals given meanwhile count as one. Thread-safe; signalling never blocks. */
public final class WakeUp {
    private final Semaphore given = new Semaphore(0);

    public void signal() {
        if (given.availablePermits() == 0) {
            given.release();
        }
    }

    /** Waits for a signal, or for the time to pass; returns whether there was one. */
    public boolean await(long nanos) throws InterruptedException {
        boolean woken = given.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        given.drainPermits();
        return woken;
    }
}
