package dev.typesync.source;

import java.time.Duration;

/** The time until refused changes are offered again. It doubles with each offer that nobody takes. */
final class RetryInterval {
    static final Duration SHORTEST = Duration.ofMillis(20);
    static final Duration LONGEST = Duration.ofSeconds(1);

    private long nanos = SHORTEST.toNanos();

    /** Starts with the shortest interval again, after changes were taken. */
    void reset() {
        nanos = SHORTEST.toNanos();
    }

    /** The nanoseconds until the next offer; doubles the following interval. */
    long next() {
        long now = nanos;
        nanos = Math.min(2 * nanos, LONGEST.toNanos());
        return now;
    }
}
