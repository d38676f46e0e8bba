package dev.typesync.replicator.queue;

import dev.typesync.source.Acknowledgement;
import java.util.concurrent.atomic.AtomicInteger;

/** Acknowledges a change once all its parts have been acknowledged. Thread-safe. */
public final class SharedAcknowledgement implements Acknowledgement {
    private final AtomicInteger open;
    private final Acknowledgement whole;

    /** @param parts how many acknowledgements make the whole; at least one */
    public SharedAcknowledgement(int parts, Acknowledgement whole) {
        if (parts < 1) {
            throw new IllegalArgumentException("a change of " + parts + " parts is never acknowledged");
        }
        this.open = new AtomicInteger(parts);
        this.whole = whole;
    }

    @Override
    public void acknowledged() {
        if (open.decrementAndGet() == 0) {
            whole.acknowledged();
        }
    }
}
