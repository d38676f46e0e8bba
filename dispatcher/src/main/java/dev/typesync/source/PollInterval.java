package dev.typesync.source;

import java.time.Duration;

/** The time between two polls. It is short while there is work, and doubles after each poll without a result. */
final class PollInterval {
    static final Duration SHORTEST = Duration.ofMillis(20);
    static final Duration LONGEST = Duration.ofSeconds(1);

    private long nanos = SHORTEST.toNanos();

    /** Starts with the shortest interval again, after a poll with a result. */
    void reset() {
        nanos = SHORTEST.toNanos();
    }

    /** The nanoseconds until the next poll; doubles the following interval. */
    long next() {
        long now = nanos;
        nanos = Math.min(2 * nanos, LONGEST.toNanos());
        return now;
    }
}
