package dev.typesync.replicator.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From commit to acknowledgement: the last {@value #SAMPLES} changes of a collection. Thread-safe. */
public final class LagMeter {
    static final int SAMPLES = 1024;

    private final long[] millis = new long[SAMPLES];
    private long count;

    public synchronized void acknowledged(Instant changedAt, Instant now) {
        // the two clocks are those of two machines: a lag below zero is one of zero
        millis[(int) (count++ % SAMPLES)] =
                Math.max(0, Duration.between(changedAt, now).toMillis());
    }

    /** How many changes were acknowledged. */
    public synchronized long count() {
        return count;
    }

    /** Null before the first change. */
    public synchronized @Nullable Double percentile(double share) {
        int known = (int) Math.min(count, SAMPLES);
        if (known == 0) {
            return null;
        }
        long[] sorted = Arrays.copyOf(millis, known);
        Arrays.sort(sorted);
        return (double) sorted[(int) Math.min(known - 1, (long) (share * known))];
    }

    /** The percentile as a duration; null before the first change. */
    public @Nullable Duration duration(double share) {
        Double found = percentile(share);
        return found == null ? null : Duration.ofNanos((long) (found * 1_000_000));
    }
}
