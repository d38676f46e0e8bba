package dev.typesync.replicator.store;

import dev.typesync.typesense.RefusalKind;
import dev.typesync.typesense.TypesenseException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes sure that a write with unknown outcome can no longer be applied. It waits {@code settleTime}, because the
 * request may still be on its way to the server. Then it sends a fence through the same queue of the server as all
 * writes of the collection, until that is answered.
 *
 * <p>The client has already closed the connection of the request, and the server drops a body that is not complete.
 * Without the wait, an abandoned import overwrote a later write four seconds afterwards. It begins when it is created,
 * and holds no thread while it waits. Used by one task.
 */
public final class Settlement {
    private final DocumentStore store;
    private final String collection;
    private final Predicate<String> isInUse;
    private final RetryDelay retryDelay;
    private final Timing timing;
    private final long dueNanos;
    private int failures;
    private boolean retrying;

    /**
     * @param settleTime the wait before the first fence
     * @param isInUse whether documents are still written to a collection; if not, there is no need to wait for it
     */
    public Settlement(
            DocumentStore store, String collection, Predicate<String> isInUse, Duration settleTime, Timing timing) {
        this.store = store;
        this.collection = collection;
        this.isInUse = isInUse;
        this.timing = timing;
        this.retryDelay = new RetryDelay(store, timing);
        this.dueNanos = timing.nanoTime().getAsLong() + settleTime.toNanos();
    }

    /**
     * Does what is due.
     *
     * @return how long to wait until the next step; zero if no write with unknown outcome can be applied any more
     */
    public Duration step() throws InterruptedException {
        long left = dueNanos - timing.nanoTime().getAsLong();
        if (left > 0) {
            return Duration.ofNanos(left);
        }
        if (retrying) {
            Duration wait = retryDelay.next();
            retrying = !wait.isZero();
            if (retrying) {
                return wait;
            }
        }
        if (!isInUse.test(collection) || fenceFailure(store, collection).isEmpty()) {
            return Duration.ZERO;
        }
        retrying = true;
        return retryDelay.begin(++failures);
    }

    /**
     * Sends the fence once, without the wait before it. The caller has waited long enough.
     *
     * @throws TypesenseException if the fence is not answered
     */
    public static void fenceOnce(DocumentStore store, String collection) {
        Optional<TypesenseException> failure = fenceFailure(store, collection);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static Optional<TypesenseException> fenceFailure(DocumentStore store, String collection) {
        return store.fence(collection)
                .fold(
                        answered -> Optional.empty(),
                        refused -> Optional.of(new TypesenseException(kind(refused.kind()), refused.message(), null)),
                        unknown -> Optional.of(new TypesenseException(
                                TypesenseException.Kind.UNREACHABLE, unknown.reason(), unknown.cause())));
    }

    private static TypesenseException.Kind kind(RefusalKind refusal) {
        return TypesenseException.Kind.valueOf(refusal.name());
    }
}
