package dev.typesync.replicator.collection;

import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.replicator.store.Settlement;
import dev.typesync.replicator.store.Timing;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Protects a new owner from late requests of the previous one. If the lease was not handed over, such requests may
 * still be applied. Therefore nothing is written to a collection until {@code settleTime} has passed since the
 * take-over and a fence was answered. Thread-safe.
 */
public final class TakeOver {
    private final boolean handedOver;
    private final long tookOverNanos;
    private final DocumentStore store;
    private final Duration settleTime;
    private final Timing timing;
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** @param handedOver whether the previous owner knew the outcome of all its requests */
    public TakeOver(boolean handedOver, OwnerContext context) {
        this.handedOver = handedOver;
        this.timing = context.timing();
        this.tookOverNanos = timing.nanoTime().getAsLong();
        this.settleTime = context.config().typesense().settleTime();
        this.store = context.cluster().store();
        open.addAll(context.config().collections().keySet());
    }

    /**
     * Whether no request of an earlier owner can be applied any more, to any collection. Until then this owner must not
     * hand the lease over, although the outcome of all its own requests is known: the next one has to settle as well.
     */
    public boolean isSettled() {
        return handedOver || open.isEmpty();
    }

    /** Records that no request of an earlier owner can be applied to this collection of the configuration. */
    void recordSettled(String name) {
        open.remove(name);
    }

    /** Records that this owner created the collection, so no earlier owner can have written to it. */
    void registerNew(String collection) {
        settled.add(collection);
    }

    /**
     * Settles the collection if its time has come.
     *
     * @return how long to wait before the next attempt; zero if no request of an earlier owner can be applied to it
     * @throws dev.typesync.typesense.TypesenseException if Typesense does not answer; the caller tries again
     */
    Duration settle(String collection) {
        if (handedOver || settled.contains(collection)) {
            return Duration.ZERO;
        }
        Duration left = settleTime.minusNanos(timing.nanoTime().getAsLong() - tookOverNanos);
        if (!left.isNegative() && !left.isZero()) {
            return left;
        }
        Settlement.fenceOnce(store, collection);
        settled.add(collection);
        return Duration.ZERO;
    }
}
