package dev.typesync.replicator.store;

import dev.typesync.typesense.ImportOutcome;
import dev.typesync.typesense.RefusalKind;
import dev.typesync.typesense.TypesenseException;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Makes sure that a write whose outcome is unknown cannot be applied any more: waits {@code settleTime} (its request may
 * still be on its way to the server), then sends a fence through the queue that all writes of the collection go through
 * and waits until that is answered.
 *
 * <p>The client has cut the request's connection already: a body that had not arrived in full is dropped by the server.
 * Without the wait an abandoned import was seen to overwrite a later write four seconds afterwards. Thread-safe; blocks
 * until the server has answered, however long that takes.
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
     * Waits until no earlier write of unknown outcome can still be applied to the collection.
     *
     * @param matters whether the collection is still one that documents are written to; if not, neither do its writes
     */
    public void settle(String collection, Predicate<String> matters) throws InterruptedException {
        timing.pause(settleTime);
        int failures = 0;
        while (matters.test(collection) && !(store.fence(collection) instanceof ImportOutcome.Answered)) {
            failures++;
            retryDelay.await(failures);
        }
    }

    /**
     * The second half, tried once, where enough time has passed.
     *
     * @throws TypesenseException if the fence is not answered
     */
    public static void fence(DocumentStore store, String collection) {
        ImportOutcome outcome = store.fence(collection);
        if (outcome instanceof ImportOutcome.Refused refused) {
            throw new TypesenseException(kind(refused.kind()), refused.message(), null);
        }
        if (outcome instanceof ImportOutcome.Unknown unknown) {
            throw new TypesenseException(TypesenseException.Kind.UNREACHABLE, unknown.reason(), unknown.cause());
        }
    }

    private static TypesenseException.Kind kind(RefusalKind refusal) {
        return TypesenseException.Kind.valueOf(refusal.name());
    }
}
