package dev.typesync.replicator.queue;

import dev.typesync.source.Acknowledgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key that waits or is in flight, with the acknowledgements of all its changes. Guarded by the lock of its queue. */
public final class PendingKey {
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
