package dev.typesync.replicator.collection;

import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.replicator.store.Settlement;
import dev.typesync.replicator.store.Timing;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a new owner owes to the one before: if that did not hand over, requests of it may still be applied. Until
 * {@code settleTime} after the take-over and a fence, nothing is written to a collection. Thread-safe.
 */
public final class TakeOver {
    private final boolean handedOver;
    private final long tookOverNanos;
    private final DocumentStore store;
    private final Duration settleTime;
    private final Timing timing;
    private final Set<String> settled = ConcurrentHashMap.newKeySet();

    public TakeOver(boolean handedOver, OwnerContext context) {
        this.handedOver = handedOver;
        this.timing = context.timing();
        this.tookOverNanos = timing.nanoTime().getAsLong();
        this.settleTime = context.config().typesense().settleTime();
        this.store = context.cluster().store();
    }

    /** Nobody can have sent anything to a collection that this owner has just made. */
    void created(String collection) {
        settled.add(collection);
    }

    /**
     * Blocks until nothing that an earlier owner sent to the collection can be applied any more.
     *
     * @throws dev.typesync.typesense.TypesenseException if Typesense does not answer; to be called again
     */
    void settle(String collection) throws InterruptedException {
        if (handedOver || settled.contains(collection)) {
            return;
        }
        long waited = timing.nanoTime().getAsLong() - tookOverNanos;
        Duration left = settleTime.minusNanos(waited);
        if (!left.isNegative()) {
            timing.pause(left);
        }
        Settlement.fence(store, collection);
        settled.add(collection);
    }
}
