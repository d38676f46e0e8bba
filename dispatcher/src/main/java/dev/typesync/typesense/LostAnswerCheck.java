package dev.typesync.typesense;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the answer to a write will never come: the connection can be open on one side only, while the node
 * is healthy. A write that waits for long is followed by a fence on another connection. The node works off the writes
 * of a collection one after the other, so if the fence is answered and the write is not, the write never arrived in
 * full, or its answer is lost. Used by the thread that waits.
 */
final class LostAnswerCheck {
    private final URI node;
    private final Function<HttpRequest, Exchange> send;
    private final HttpRequest fence;
    private final Duration patience;
    private final Duration grace;
    private final LongSupplier nanoTime;
    private @Nullable Long sinceNanos;
    private @Nullable Exchange running;
    private @Nullable Long answeredNanos;

    /**
     * @param send starts a request
     * @param patience how long a write waits until a fence is sent, and a fence until another one is sent
     * @param grace how much longer than the fence the write may take
     */
    LostAnswerCheck(
            URI node,
            Function<HttpRequest, Exchange> send,
            HttpRequest fence,
            Duration patience,
            Duration grace,
            LongSupplier nanoTime) {
        this.node = node;
        this.send = send;
        this.fence = fence;
        this.patience = patience;
        this.grace = grace;
        this.nanoTime = nanoTime;
    }

    /**
     * Called again and again since the write was sent.
     *
     * @throws RequestFailedException if the answer is lost
     */
    void look() throws RequestFailedException {
        long now = nanoTime.getAsLong();
        if (sinceNanos == null) {
            sinceNanos = now;
        }
        Exchange sent = running;
        if (answeredNanos != null) {
            if (now - answeredNanos >= grace.toNanos()) {
                throw new RequestFailedException(
                        "the answer of " + node + " is lost: it has answered a later write of the collection", true);
            }
        } else if (sent != null && isExecuted(sent.statusNow())) {
            answeredNanos = now;
        } else if (now - sinceNanos >= patience.toNanos()) {
            close();
            running = send.apply(fence);
            sinceNanos = now;
        }
    }

    private static boolean isExecuted(int status) {
        return status == HttpStatus.OK || status == HttpStatus.NOT_FOUND;
    }

    /** Ends the fence that is under way. It changes nothing. */
    void close() {
        if (running != null) {
            running.cancel();
            running = null;
        }
    }
}
