package dev.typesync.replicator.queue;

import dev.typesync.source.Acknowledgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key that waits or is in flight, with the acknowledgements of all its changes. Guarded by the lock of its queue. */
public final class PendingKey {
    /** The objects of an entry without its text and its acknowledgements, and its places in the maps of the queue. */
    private static final int BYTES = 220;

    static final int BYTES_PER_ACKNOWLEDGEMENT = 16;

    private final String key;
    private final long sinceNanos;
    private final List<Acknowledgement> acknowledgements = new ArrayList<>(1);
    private boolean live;
    private int failures;
    private @Nullable Instant changedAt;

    /** @param sinceNanos when it was first queued */
    PendingKey(String key, long sinceNanos) {
        this.key = key;
        this.sinceNanos = sinceNanos;
    }

    public String key() {
        return key;
    }

    /** The estimated bytes of an entry, without its acknowledgements. */
    static long bytes(String key) {
        return BYTES + (long) key.length();
    }

    /** The estimated bytes of this entry. */
    long bytes() {
        return bytes(key) + (long) BYTES_PER_ACKNOWLEDGEMENT * acknowledgements.size();
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Whether it comes from a change, not only from a load or a comparison. */
    boolean isLive() {
        return live;
    }

    /** How often Typesense has rejected its document. */
    public int failures() {
        return failures;
    }

    public void countFailure() {
        failures++;
    }

    /** The time of its oldest change; null if it has none. */
    public @Nullable Instant changedAt() {
        return changedAt;
    }

    void addChange(Acknowledgement acknowledgement, Instant at) {
        live = true;
        acknowledgements.add(acknowledgement);
        if (changedAt == null || at.isBefore(changedAt)) {
            changedAt = at;
        }
    }

    void add(Acknowledgement acknowledgement) {
        acknowledgements.add(acknowledgement);
    }

    /** Takes over the acknowledgements of an entry of the same key that arrived later. */
    void merge(PendingKey later) {
        acknowledgements.addAll(later.acknowledgements);
        live |= later.live;
        if (changedAt == null) {
            changedAt = later.changedAt;
        }
    }

    List<Acknowledgement> acknowledgements() {
        return acknowledgements;
    }
}
