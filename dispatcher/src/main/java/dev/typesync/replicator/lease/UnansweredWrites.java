package dev.typesync.replicator.lease;

import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The writes to Typesense that a later owner may have been overtaken by: those without an answer, and those answered
 * since the last proof that this process owned the outbox. Thread-safe.
 */
public final class UnansweredWrites {
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Write> writes = new HashSet<>();

    public UnansweredWrites(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A write under way, or just ended; compared by identity. */
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

        /** The concrete name in Typesense. */
        public String collection() {
            return collection;
        }

        public List<String> keys() {
            return keys;
        }
    }

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

    /** It is known what became of it. */
    public void answered(Write write) {
        lock.lock();
        try {
            write.answeredNanos = nanoTime.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    /** A renewal that began then has succeeded: what was answered before was answered to the owner. */
    void renewedAt(long startNanos) {
        lock.lock();
        try {
            writes.removeIf(write -> write.answeredNanos != null && write.answeredNanos - startNanos <= 0);
        } finally {
            lock.unlock();
        }
    }

    public boolean isEveryOneAnswered() {
        lock.lock();
        try {
            return writes.stream().allMatch(write -> write.answeredNanos != null);
        } finally {
            lock.unlock();
        }
    }

    public List<Write> all() {
        lock.lock();
        try {
            return new ArrayList<>(writes);
        } finally {
            lock.unlock();
        }
    }
}
