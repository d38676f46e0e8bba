package dev.typesync.replicator.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The largest size of an import. It is the configured one, until a proxy in front of Typesense answers that a request
 * is too large (413). Then it is smaller for a while, so that not every batch pays for the attempt. Thread-safe.
 */
final class RequestSize {
    static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    /** A proxy that refuses less than this does not do so because of the size. */
    static final long SMALLEST = 64 * 1024;

    private record Limit(long maxBytes, long sinceNanos) {}

    private final long configured;
    private final LongSupplier nanoTime;
    private volatile @Nullable Limit limit;

    RequestSize(long configured, LongSupplier nanoTime) {
        this.configured = configured;
        this.nanoTime = nanoTime;
    }

    long maxBytes() {
        Limit now = limit;
        if (now == null || nanoTime.getAsLong() - now.sinceNanos() >= REMEMBERED_FOR.toNanos()) {
            return configured;
        }
        return Math.min(configured, now.maxBytes());
    }

    /** A request of this size was too large. */
    void recordTooLarge(long bytes) {
        long smaller = Math.max(SMALLEST, Math.min(bytes, maxBytes()) / 2);
        limit = new Limit(smaller, nanoTime.getAsLong());
    }
}
