package dev.typesync.replicator.store;

import dev.typesync.typesense.RefusalKind;
import dev.typesync.typesense.TypesenseException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes sure that a write with unknown outcome can no longer be applied. It waits {@code settleTime}, because the
 * request may still be on its way to the server. Then it sends a fence through the same queue of the server as all
 * writes of the collection, and waits for the answer.
 *
 * <p>The client has already closed the connection of the request, and the server drops a body that is not complete.
 * Without the wait, an abandoned import overwrote a later write four seconds afterwards. Thread-safe; blocks until the
 * server answers, without a limit.
 */
public final class Settlement {
    private final DocumentStore store;
    private final Duration settleTime;
    private final Timing timing;
    private final RetryDelay retryDelay;

    public Settlement(DocumentStore store, Duration settleTime, Timing timing) {
        this.store = store;
        this.settleTime = settleTime;
        this.timing = timing;
        this.retryDelay = new RetryDelay(store, timing);
    }

    /**
     * Waits until no earlier write with unknown outcome can be applied to the collection.
     *
     * @param isInUse whether documents are still written to the collection; if not, there is no need to wait for it
     */
    public void settle(String collection, Predicate<String> isInUse) throws InterruptedException {
        timing.pause(settleTime);
        int failures = 0;
        while (isInUse.test(collection) && fenceFailure(store, collection).isPresent()) {
            failures++;
            retryDelay.await(failures);
        }
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
