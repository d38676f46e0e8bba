package dev.typesync.replicator.lease;

import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The writes of this process that may have been applied after writes of a new owner. These are the writes without an
 * answer, and the writes answered after the last proof that this process was the owner. Thread-safe; does not block.
 */
public final class UnansweredWrites {
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Write> writes = new LinkedHashSet<>();

    public UnansweredWrites(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A write that waits for its answer or has just got it. Compared by identity. */
    public static final class Write {
        private final TableId table;
        private final String collection;
        private final List<String> keys;
        private @Nullable Long answeredNanos;

        private Write(TableId table, String collection, List<String> keys) {
            this.table = table;
            this.collection = collection;
            this.keys = keys;
        }

        public TableId table() {
            return table;
        }

        /** The concrete collection in Typesense. */
        public String collection() {
            return collection;
        }

        public List<String> keys() {
            return keys;
        }
    }

    /** Records a write that is about to be sent. */
    public Write begin(TableId table, String collection, List<String> keys) {
        Write write = new Write(table, collection, List.copyOf(keys));
        lock.lock();
        try {
            writes.add(write);
        } finally {
            lock.unlock();
        }
        return write;
    }

    /** Forgets a write that was not sent. */
    public void cancel(Write write) {
        lock.lock();
        try {
            writes.remove(write);
        } finally {
            lock.unlock();
        }
    }

    /** Records that the outcome of the write is known. */
    public void recordAnswer(Write write) {
        lock.lock();
        try {
            write.answeredNanos = nanoTime.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets writes answered before this time: a renewal began then and succeeded, so this process was the owner. */
    void forgetAnsweredBefore(long startNanos) {
        lock.lock();
        try {
            writes.removeIf(write -> write.answeredNanos != null && write.answeredNanos - startNanos <= 0);
        } finally {
            lock.unlock();
        }
    }

    /** Whether no write waits for its answer. */
    public boolean isEveryWriteAnswered() {
        lock.lock();
        try {
            return writes.stream().allMatch(write -> write.answeredNanos != null);
        } finally {
            lock.unlock();
        }
    }

    /** The writes that are not forgotten yet. */
    public List<Write> all() {
        lock.lock();
        try {
            return new ArrayList<>(writes);
        } finally {
            lock.unlock();
        }
    }
}
