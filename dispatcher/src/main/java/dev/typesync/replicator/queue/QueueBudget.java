package dev.typesync.replicator.queue;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the queues of all collections of an owner share, so that it is bounded however many collections there
 * are. It counts estimated bytes. Thread-safe; does not block.
 */
public final class QueueBudget {
    /** With the batches in flight this leaves enough of the 64 MB that typesync may use. */
    public static final long DEFAULT_BYTES = 16L << 20;

    private final long bytes;
    private final AtomicLong used = new AtomicLong();

    public QueueBudget(long bytes) {
        this.bytes = bytes;
    }

    /** Whether changes may be queued. */
    boolean hasRoom() {
        return used.get() < bytes;
    }

    /** Whether keys of loads and comparisons may be queued. They leave half of the budget to changes. */
    boolean hasRoomForLow() {
        return used.get() < bytes / 2;
    }

    void add(long weight) {
        used.addAndGet(weight);
    }
}
