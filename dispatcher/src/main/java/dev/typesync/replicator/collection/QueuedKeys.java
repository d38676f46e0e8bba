package dev.typesync.replicator.collection;

import dev.typesync.replicator.queue.KeyQueue;
import dev.typesync.source.Acknowledgement;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** The keys of a job that wait for room in the queue, in order. Used by one thread at a time. */
final class QueuedKeys {
    private final KeyQueue queue;
    private final Deque<String> waiting = new ArrayDeque<>();

    QueuedKeys(KeyQueue queue) {
        this.queue = queue;
    }

    void add(Collection<String> keys) {
        waiting.addAll(keys);
    }

    /** Puts keys into the queue while it has room; returns whether none is left. */
    boolean offer(Acknowledgement acknowledgement) {
        while (!waiting.isEmpty() && queue.offerLowPriority(waiting.element(), acknowledgement)) {
            waiting.remove();
        }
        return waiting.isEmpty();
    }
}
