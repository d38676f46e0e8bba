package dev.typesync.replicator.queue;

import dev.typesync.source.Acknowledgement;
import java.util.concurrent.atomic.AtomicInteger;

/** Acknowledges a change when all of its parts are acknowledged: its keys, or its collections. Thread-safe. */
public final class SharedAcknowledgement implements Acknowledgement {
    private final AtomicInteger open;
    private final Acknowledgement whole;

    /** @param parts the number of acknowledgements to wait for; at least one */
    public SharedAcknowledgement(int parts, Acknowledgement whole) {
        if (parts < 1) {
            throw new IllegalArgumentException(
                    "a change of " + parts + " parts would never be acknowledged; at least 1 is needed");
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
