package dev.typesync.replicator.store;

import java.time.Duration;

/**
 * Waits before a failed request to Typesense is repeated. If Typesense says that it is ready, the wait is the
 * {@link Backoff}. If not, it lasts until Typesense is ready, and no longer.
 *
 * <p>The reason: a server that is starting closes the connections of the requests that it gets, and such a write costs
 * a whole settlement. Thread-safe; blocks.
 */
public final class RetryDelay {
    static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private final DocumentStore store;
    private final Timing timing;

    public RetryDelay(DocumentStore store, Timing timing) {
        this.store = store;
        this.timing = timing;
    }

    /** Waits after this number of failures; for a server that is not ready, at most {@link Backoff#LONGEST}. */
    public void await(int failures) throws InterruptedException {
        if (store.isReady()) {
            timing.pause(timing.backoff().after(failures));
            return;
        }
        long checks = Backoff.LONGEST.dividedBy(CHECK_INTERVAL);
        for (long check = 0; check < checks && !store.isReady(); check++) {
            timing.pause(CHECK_INTERVAL);
        }
    }
}
