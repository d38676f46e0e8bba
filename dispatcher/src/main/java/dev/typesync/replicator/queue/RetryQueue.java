package dev.typesync.replicator.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keys whose document was rejected and that are tried again later. Guarded by the lock of its queue. */
final class RetryQueue {
    private final Map<String, Waiting> byKey = new HashMap<>();
    private final PriorityQueue<Waiting> byTime = new PriorityQueue<>(Comparator.comparingLong(Waiting::dueNanos));

    private record Waiting(PendingKey key, long dueNanos) {}

    void add(PendingKey key, long dueNanos) {
        PendingKey earlier = remove(key.key());
        if (earlier != null) {
            key.absorb(earlier);
        }
        Waiting waiting = new Waiting(key, dueNanos);
        byKey.put(key.key(), waiting);
        byTime.add(waiting);
    }

    @Nullable
    PendingKey get(String key) {
        Waiting waiting = byKey.get(key);
        return waiting == null ? null : waiting.key();
    }

    @Nullable
    PendingKey remove(String key) {
        Waiting waiting = byKey.remove(key);
        if (waiting == null) {
            return null;
        }
        byTime.remove(waiting);
        return waiting.key();
    }

    /** Takes out the keys whose time has come. */
    List<PendingKey> due(long now) {
        List<PendingKey> due = new ArrayList<>();
        while (nanosUntilDue(now) <= 0) {
            Waiting first = byTime.remove();
            byKey.remove(first.key().key());
            due.add(first.key());
        }
        return due;
    }

    /** Long.MAX_VALUE if nothing waits. */
    long nanosUntilDue(long now) {
        Waiting first = byTime.peek();
        return first == null ? Long.MAX_VALUE : first.dueNanos() - now;
    }

    int size() {
        return byKey.size();
    }

    List<PendingKey> clear() {
        List<PendingKey> all = byKey.values().stream().map(Waiting::key).toList();
        byKey.clear();
        byTime.clear();
        return all;
    }
}
