package dev.typesync.replicator.queue;

import dev.typesync.source.Acknowledgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key that waits or is being written, with everything that waits for it. Guarded by the lock of its queue. */
public final class PendingKey {
    private final String key;
    private final long sinceNanos;
    private final List<Acknowledgement> acknowledgements = new ArrayList<>(1);
    private boolean live;
    private int failures;
    private @Nullable Instant changedAt;

    /** @param sinceNanos when it was queued first */
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

    /** Whether a change asks for it, rather than a load or a comparison. */
    boolean isLive() {
        return live;
    }

    /** How often its document was refused since it last changed hands. */
    public int failures() {
        return failures;
    }

    public void failed() {
        failures++;
    }

    /** When the oldest change that it carries was written; null if there is none. */
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

    /** Takes over what a later arrival of the same key waits for. */
    void absorb(PendingKey later) {
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
