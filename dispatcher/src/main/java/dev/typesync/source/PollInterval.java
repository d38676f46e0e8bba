package dev.typesync.source;

import java.time.Duration;

/** How long to wait before looking again: short while there is work, twice as long after each look in vain. */
final class PollInterval {
    static final Duration SHORTEST = Duration.ofMillis(20);
    static final Duration LONGEST = Duration.ofSeconds(1);

    private long nanos = SHORTEST.toNanos();

    void found() {
        nanos = SHORTEST.toNanos();
    }

    /** The wait after a look in vain. */
    long next() {
        long now = nanos;
        nanos = Math.min(2 * nanos, LONGEST.toNanos());
        return now;
    }
}
