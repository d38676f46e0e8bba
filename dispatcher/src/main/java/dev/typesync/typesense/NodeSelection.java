package dev.typesync.typesense;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Selects the node for requests. It stays the same while it answers, because another node would show a write up to 0.6
 * s later. After a failure the next node takes its place, and the failed one is skipped for a while. Thread-safe.
 */
final class NodeSelection {
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final List<URI> nodes;
    private final LongSupplier nanoTime;
    private final long[] pausedUntil;
    private final ReentrantLock lock = new ReentrantLock();
    private int current;

    NodeSelection(List<URI> nodes, LongSupplier nanoTime) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException(
                    "typesense.nodes is empty; set at least one node, such as http://localhost:8108");
        }
        this.nodes = List.copyOf(nodes);
        this.nanoTime = nanoTime;
        this.pausedUntil = new long[nodes.size()];
        Arrays.fill(pausedUntil, nanoTime.getAsLong());
    }

    List<URI> all() {
        return nodes;
    }

    /**
     * The node for the next request: the current node or the next one that is not skipped, otherwise the one that
     * failed first.
     */
    URI current() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            int best = current;
            for (int step = 0; step < nodes.size(); step++) {
                int candidate = (current + step) % nodes.size();
                if (pausedUntil[candidate] - now <= 0) {
                    best = candidate;
                    break;
                }
                if (pausedUntil[candidate] - pausedUntil[best] < 0) {
                    best = candidate;
                }
            }
            current = best;
            return nodes.get(best);
        } finally {
            lock.unlock();
        }
    }

    /** Skips the node for {@link #PAUSE}, as long as there are other nodes. */
    void failed(URI node) {
        lock.lock();
        try {
            pausedUntil[nodes.indexOf(node)] = nanoTime.getAsLong() + PAUSE.toNanos();
        } finally {
            lock.unlock();
        }
    }
}
