package dev.typesync.replicator.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link KeyQueue} that holds the keys of rejected documents until the time of their next attempt.
 * Guarded by the lock of that queue.
 */
final class RetryQueue {
    private final Map<String, Entry> byKey = new HashMap<>();
    private final PriorityQueue<Entry> byTime = new PriorityQueue<>(Comparator.comparingLong(Entry::dueNanos));

    private record Entry(PendingKey key, long dueNanos) {}

    void add(PendingKey key, long dueNanos) {
        PendingKey earlier = remove(key.key());
        if (earlier != null) {
            key.merge(earlier);
        }
        Entry entry = new Entry(key, dueNanos);
        byKey.put(key.key(), entry);
        byTime.add(entry);
    }

    @Nullable
    PendingKey get(String key) {
        Entry entry = byKey.get(key);
        return entry == null ? null : entry.key();
    }

    @Nullable
    PendingKey remove(String key) {
        Entry entry = byKey.remove(key);
        if (entry == null) {
            return null;
        }
        byTime.remove(entry);
        return entry.key();
    }

    /** Removes and returns the keys whose time has come. */
    List<PendingKey> takeDue(long now) {
        List<PendingKey> due = new ArrayList<>();
        while (nanosUntilDue(now) <= 0) {
            Entry first = byTime.remove();
            byKey.remove(first.key().key());
            due.add(first.key());
        }
        return due;
    }

    /** The time until the first key is due; {@code Long.MAX_VALUE} if the queue is empty. */
    long nanosUntilDue(long now) {
        Entry first = byTime.peek();
        return first == null ? Long.MAX_VALUE : first.dueNanos() - now;
    }

    /** Removes and returns all keys. */
    List<PendingKey> clear() {
        List<PendingKey> all = byKey.values().stream().map(Entry::key).toList();
        byKey.clear();
        byTime.clear();
        return all;
    }
}
