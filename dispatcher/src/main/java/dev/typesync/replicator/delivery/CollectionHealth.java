package dev.typesync.replicator.delivery;

import dev.typesync.source.RepeatedWarning;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What goes wrong with a collection, and for how long. Thread-safe. */
public final class CollectionHealth {
    public static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final String collection;
    private final LongSupplier nanoTime;
    private final RepeatedWarning warning;
    private @Nullable Long sinceNanos; // guarded by this object's monitor, which is held for a few instructions only
    private @Nullable DeliveryFailure last;

    CollectionHealth(String collection, LongSupplier nanoTime) {
        this.collection = collection;
        this.nanoTime = nanoTime;
        this.warning = new RepeatedWarning(LOG, nanoTime);
    }

    void failed(DeliveryFailure failure) {
        synchronized (this) {
            last = failure;
            if (failure.kind().suspends() && sinceNanos == null) {
                sinceNanos = nanoTime.getAsLong();
            }
        }
        warning.warn(
                failure.kind().name(),
                "collection " + collection + ": " + failure.message()
                        + "; its changes wait in the outbox, tried again until it works",
                null);
    }

    public synchronized void succeeded() {
        sinceNanos = null;
    }

    /** Whether something that time alone does not mend has lasted for {@link #PATIENCE}. */
    public synchronized boolean mustSuspend() {
        return sinceNanos != null && nanoTime.getAsLong() - sinceNanos >= PATIENCE.toNanos();
    }

    /** The failure seen last, also when it is over. */
    public synchronized @Nullable DeliveryFailure last() {
        return last;
    }
}
