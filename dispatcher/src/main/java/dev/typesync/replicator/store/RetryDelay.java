package dev.typesync.replicator.store;

import java.time.Duration;

/**
 * How long to wait before a request to Typesense is sent again. While Typesense says that it is ready, the backoff; while
 * it is away, until it says so, and then at once: what is sent to a server that starts is cut, and a write that is cut
 * costs a whole settlement. Thread-safe; blocks.
 */
public final class RetryDelay {
    static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final DocumentStore store;
    private final Timing timing;

    public RetryDelay(DocumentStore store, Timing timing) {
        this.store = store;
        this.timing = timing;
    }

    /** Waits for the backoff after this many failures, or for a server that is away, {@link Backoff#LONGEST} at most. */
    public void await(int failures) throws InterruptedException {
        if (store.isReady()) {
            timing.pause(timing.backoff().after(failures));
            return;
        }
        long looks = Backoff.LONGEST.dividedBy(LOOK_EVERY);
        for (long look = 0; look < looks && !store.isReady(); look++) {
            timing.pause(LOOK_EVERY);
        }
    }
}
