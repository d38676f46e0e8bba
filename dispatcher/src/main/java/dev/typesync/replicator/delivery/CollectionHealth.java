package dev.typesync.replicator.delivery;

import dev.typesync.source.RepeatedWarning;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Knows the last failure of a collection, and for how long it fails; logs failures. Thread-safe. */
public final class CollectionHealth {
    /** After a failure has lasted for this long, the collection is suspended. */
    public static final Duration SUSPEND_AFTER = Duration.ofMinutes(5);

    /** Only a lock that lasts longer is logged. */
    private static final Duration LONG_LOCK = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final String collection;
    private final LongSupplier nanoTime;
    private final RepeatedWarning warning;
    private @Nullable Long failingSinceNanos; // this field and the next two are guarded by this object's monitor
    private @Nullable Long lockedSinceNanos;
    private @Nullable DeliveryFailure lastFailure;

    CollectionHealth(String collection, LongSupplier nanoTime) {
        this.collection = collection;
        this.nanoTime = nanoTime;
        this.warning = new RepeatedWarning(LOG, nanoTime);
    }

    void recordFailure(DeliveryFailure failure) {
        if (!remember(failure)) {
            return;
        }
        warning.warn(
                failure.kind().name(),
                "collection " + collection + ": " + failure.message()
                        + "; its changes wait in the outbox; typesync tries again until it succeeds",
                null);
    }

    /** Returns whether somebody should know. A short lock, of a migration for example, is no reason to act. */
    private synchronized boolean remember(DeliveryFailure failure) {
        lastFailure = failure;
        long now = nanoTime.getAsLong();
        if (failure.kind().suspends() && failingSinceNanos == null) {
            failingSinceNanos = now;
        }
        if (failure.kind() != DeliveryFailure.Kind.LOCKED) {
            return true;
        }
        if (lockedSinceNanos == null) {
            lockedSinceNanos = now;
        }
        return now - lockedSinceNanos >= LONG_LOCK.toNanos();
    }

    public synchronized void recordSuccess() {
        failingSinceNanos = null;
        lockedSinceNanos = null;
    }

    /** Whether a failure that does not end by itself has lasted for {@link #SUSPEND_AFTER}. */
    public synchronized boolean isSuspensionDue() {
        return failingSinceNanos != null && nanoTime.getAsLong() - failingSinceNanos >= SUSPEND_AFTER.toNanos();
    }

    /** The last failure, even if it is over; null if there was none. */
    public synchronized @Nullable DeliveryFailure lastFailure() {
        return lastFailure;
    }
}
