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

    /**
     * How long to wait until no DDL was committed for a moment; zero if that is so now. Asked again after that time,
     * with {@code sinceNanos} as before.
     *
     * @param sinceNanos when the caller began to wait
     */
    Duration untilQuiet(long sinceNanos) {
        long now = timing.nanoTime().getAsLong();
        long left = Math.min(lastNanos + QUIET.toNanos() - now, sinceNanos + LONGEST_WAIT.toNanos() - now);
        return Duration.ofNanos(Math.max(0, left));
    }
}
