package dev.typesync.typesense;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Which node is asked. It stays the same while it answers, since another one would show a write up to 0.6 s later; when
 * it fails the next one takes its place, and it is left alone for a while. Thread-safe.
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
            throw new IllegalArgumentException("typesense.nodes is empty; name at least one, as http://localhost:8108");
        }
        this.nodes = List.copyOf(nodes);
        this.nanoTime = nanoTime;
        this.pausedUntil = new long[nodes.size()];
        Arrays.fill(pausedUntil, nanoTime.getAsLong());
    }

    List<URI> all() {
        return nodes;
    }

    /** The node to ask now: the current one or the first behind it that is not left alone, else the one left first. */
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

    /** Leaves the node alone for {@link #PAUSE}, as long as there are others. */
    void failed(URI node) {
        lock.lock();
        try {
            pausedUntil[nodes.indexOf(node)] = nanoTime.getAsLong() + PAUSE.toNanos();
        } finally {
            lock.unlock();
        }
    }
}
