package dev.typesync.replicator.collection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap that all comparisons of one owner share. A comparison that gets no more of it writes what it holds to a
 * temporary file. Thread-safe.
 */
public final class ComparisonMemory {
    /** Enough for about 40,000 rows with their documents. */
    private static final long DEFAULT_BYTES = 8L << 20;

    private final AtomicLong free;

    public ComparisonMemory() {
        this(DEFAULT_BYTES);
    }

    ComparisonMemory(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    /** Takes this number of bytes if they are free; returns whether they were. */
    boolean take(long bytes) {
        return free.getAndUpdate(present -> present >= bytes ? present - bytes : present) >= bytes;
    }

    void release(long bytes) {
        free.addAndGet(bytes);
    }
}
