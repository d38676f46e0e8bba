package dev.typesync.replicator.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Measures the time from commit to acknowledgement, of the last {@value #SAMPLES} changes of a collection. Thread-safe.
 */
public final class LagMeter {
    static final int SAMPLES = 1024;

    private final long[] millis = new long[SAMPLES];
    private long count;

    public synchronized void record(Instant changedAt, Instant now) {
        // the two clocks belong to two machines, so the lag can seem negative
        millis[(int) (count++ % SAMPLES)] =
                Math.max(0, Duration.between(changedAt, now).toMillis());
    }

    /** The number of acknowledged changes. */
    public synchronized long count() {
        return count;
    }

    /** A percentile in milliseconds; null before the first change. */
    public synchronized @Nullable Double percentileMillis(double share) {
        int known = (int) Math.min(count, SAMPLES);
        if (known == 0) {
            return null;
        }
        long[] sorted = Arrays.copyOf(millis, known);
        Arrays.sort(sorted);
        return (double) sorted[(int) Math.min(known - 1, (long) (share * known))];
    }

    /** A percentile as a duration; null before the first change. */
    public @Nullable Duration percentile(double share) {
        Double found = percentileMillis(share);
        return found == null ? null : Duration.ofNanos((long) (found * 1_000_000));
    }
}
