package dev.typesync.source;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often the owner looks for changes that no signal announces. Commits of its own process signal it, so alone it
 * polls once a second, in case that a signal was lost. It polls more often as long as other processes may commit.
 * Thread-safe.
 */
public final class PollInterval {
    /** On average a change of another process waits for half of it. */
    static final Duration WITH_OTHERS = Duration.ofMillis(80);

    static final Duration ALONE = Duration.ofSeconds(1);

    /** How long a change that a poll found counts as a sign that others commit. */
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final boolean alwaysWithOthers;
    private final LongSupplier nanoTime;
    private volatile boolean areOthersAlive;
    private volatile long rememberedUntilNanos;

    /** @param alwaysWithOthers whether only other processes commit */
    public PollInterval(boolean alwaysWithOthers, LongSupplier nanoTime) {
        this.alwaysWithOthers = alwaysWithOthers;
        this.nanoTime = nanoTime;
        this.rememberedUntilNanos = nanoTime.getAsLong();
    }

    /** Records whether other processes are alive that may commit changes. */
    public void setOthersAlive(boolean alive) {
        areOthersAlive = alive;
    }

    /** A poll has found a change, so a process commits that gives no sign of its life. */
    void recordFound() {
        rememberedUntilNanos = nanoTime.getAsLong() + MEMORY.toNanos();
    }

    /** The nanoseconds from one poll to the next. */
    long nanos() {
        boolean others = alwaysWithOthers || areOthersAlive || rememberedUntilNanos - nanoTime.getAsLong() > 0;
        return (others ? WITH_OTHERS : ALONE).toNanos();
    }
}
