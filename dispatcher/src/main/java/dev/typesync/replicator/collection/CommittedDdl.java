package dev.typesync.replicator.collection;

import dev.typesync.replicator.store.Timing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The DDL that this process has committed. Migrations come one after another: the table that one of them makes gets
 * more columns by the next. So a collection is created when no DDL was committed for a moment. Thread-safe.
 */
public final class CommittedDdl {
    /** Longer than the time between two migrations of one run. */
    private static final Duration QUIET = Duration.ofMillis(300);

    /** Endless DDL does not put off a collection for longer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final Timing timing;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long lastNanos;

    public CommittedDdl(Timing timing) {
        this.timing = timing;
        this.lastNanos = timing.nanoTime().getAsLong() - QUIET.toNanos();
    }

    /** DDL was committed. Does not block. */
    public void signal() {
        lastNanos = timing.nanoTime().getAsLong();
        listeners.forEach(Runnable::run);
    }

    /** Runs the action after each signal, on the thread that committed; it must return immediately. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Waits until no DDL was committed for a moment. */
    void awaitQuiet() throws InterruptedException {
        long start = timing.nanoTime().getAsLong();
        long left = left(start);
        while (left > 0) {
            timing.pause(Duration.ofNanos(left));
            left = left(start);
        }
    }

    private long left(long start) {
        long now = timing.nanoTime().getAsLong();
        return Math.min(lastNanos + QUIET.toNanos() - now, start + LONGEST_WAIT.toNanos() - now);
    }
}
