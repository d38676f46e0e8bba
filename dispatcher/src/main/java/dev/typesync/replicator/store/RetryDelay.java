package dev.typesync.replicator.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits before a failed request to Typesense is repeated. If Typesense says that it is ready, the wait is the
 * {@link Backoff}, but not longer than Typesense has been ready: after a long outage everything goes on soon. If it is
 * not ready, the wait lasts until it is, and no longer.
 *
 * <p>The reason: a server that is starting closes the connections of the requests that it gets, and such a write costs
 * a whole settlement. Thread-safe; blocks.
 */
public final class RetryDelay {
    static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private final DocumentStore store;
    private final Timing timing;
    private volatile @Nullable Long notReadyNanos;

    public RetryDelay(DocumentStore store, Timing timing) {
        this.store = store;
        this.timing = timing;
    }

    /** Waits after this number of failures; for a server that is not ready, at most {@link Backoff#LONGEST}. */
    public void await(int failures) throws InterruptedException {
        if (store.isReady()) {
            timing.pause(pause(failures));
            return;
        }
        recordNotReady();
        long checks = Backoff.LONGEST.dividedBy(CHECK_INTERVAL);
        for (long check = 0; check < checks && !store.isReady(); check++) {
            recordNotReady();
            timing.pause(CHECK_INTERVAL);
        }
    }

    /** How long to wait after this number of failures if Typesense is ready; between the first and longest backoff. */
    private Duration pause(int failures) {
        Duration backoff = timing.backoff().after(failures);
        Long last = notReadyNanos;
        if (last == null) {
            return backoff;
        }
        long readyFor = timing.nanoTime().getAsLong() - last;
        long longest = Math.max(readyFor, timing.backoff().after(1).toNanos());
        return backoff.toNanos() <= longest ? backoff : Duration.ofNanos(longest);
    }

    private void recordNotReady() {
        notReadyNanos = timing.nanoTime().getAsLong();
    }
}
