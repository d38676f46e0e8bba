package dev.typesync.replicator.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The wait before a failed request to Typesense is repeated. If Typesense says that it is ready, the wait is the
 * {@link Backoff}, but not longer than Typesense has been ready: after a long outage everything goes on soon. If it is
 * not ready, the wait lasts until it is, and no longer.
 *
 * <p>The reason: a server that is starting closes the connections of the requests that it gets, and such a write costs
 * a whole settlement. It holds no thread: it says how long to wait until the next question. Used by one task.
 */
public final class RetryDelay {
    static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private final DocumentStore store;
    private final Timing timing;
    private @Nullable Long askUntilNanos;
    private @Nullable Long notReadyNanos;

    public RetryDelay(DocumentStore store, Timing timing) {
        this.store = store;
        this.timing = timing;
    }

    /** Begins a wait after this number of failures; for a server that is not ready, at most {@link Backoff#LONGEST}. */
    public Duration begin(int failures) throws InterruptedException {
        if (store.isReady()) {
            askUntilNanos = null;
            return pause(failures);
        }
        recordNotReady();
        askUntilNanos = timing.nanoTime().getAsLong() + Backoff.LONGEST.toNanos();
        return CHECK_INTERVAL;
    }

    /** How much longer to wait, asked when the last answer has passed; zero if the request may be repeated. */
    public Duration next() throws InterruptedException {
        if (askUntilNanos == null || timing.nanoTime().getAsLong() - askUntilNanos >= 0 || store.isReady()) {
            askUntilNanos = null;
            return Duration.ZERO;
        }
        recordNotReady();
        return CHECK_INTERVAL;
    }

    /** How long to wait after this number of failures if Typesense is ready; between the first and longest backoff. */
    private Duration pause(int failures) {
        Duration backoff = timing.backoff().after(failures);
        if (notReadyNanos == null) {
            return backoff;
        }
        long readyFor = timing.nanoTime().getAsLong() - notReadyNanos;
        long longest = Math.max(readyFor, timing.backoff().after(1).toNanos());
        return backoff.toNanos() <= longest ? backoff : Duration.ofNanos(longest);
    }

    private void recordNotReady() {
        notReadyNanos = timing.nanoTime().getAsLong();
    }
}
