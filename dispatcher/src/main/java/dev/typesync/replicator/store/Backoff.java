package dev.typesync.replicator.store;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Computes how long to wait after a number of failures: from 0.5 s up to 30 s, doubled each time, with jitter.
 * Immutable.
 */
public final class Backoff {
    public static final Duration FIRST = Duration.ofMillis(500);
    public static final Duration LONGEST = Duration.ofSeconds(30);

    private final DoubleSupplier random;

    /** @param random gives numbers from 0 (inclusive) to 1 (exclusive) */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /** A random time from 50 % to 100 % of {@code FIRST * 2^(failures - 1)}, where that is at most {@link #LONGEST}. */
    public Duration after(int failures) {
        long whole = FIRST.toMillis() << Math.min(Math.max(failures - 1, 0), 16);
        long capped = Math.min(whole, LONGEST.toMillis());
        return Duration.ofMillis((long) (capped * (0.5 + random.getAsDouble() / 2)));
    }
}
