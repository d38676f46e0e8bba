package dev.typesync.typesense;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Knows which nodes have to prove that they are ready before the next write. Thread-safe.
 *
 * <p>A node that failed may be starting: it then accepts the connection of a write and closes it, and the write costs a
 * whole settlement. After a quiet time, the connections that are still open may be open on one side only: a firewall
 * forgets them. The proof uses the connection that the write would use, and closes it if no answer comes.
 */
final class NodeContacts {
    static final Duration QUIET = Duration.ofSeconds(30);

    private record Contact(long nanos, boolean isAnswer) {}

    private final LongSupplier nanoTime;
    private final Map<URI, Contact> last = new ConcurrentHashMap<>();

    NodeContacts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void recordAnswer(URI node) {
        last.put(node, new Contact(nanoTime.getAsLong(), true));
    }

    void recordFailure(URI node) {
        last.put(node, new Contact(nanoTime.getAsLong(), false));
    }

    boolean mustProve(URI node) {
        Contact contact = last.get(node);
        return contact != null && (!contact.isAnswer() || nanoTime.getAsLong() - contact.nanos() >= QUIET.toNanos());
    }
}
