package dev.typesync.typesense;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches a node while a request waits for its answer: the request ends if the node is not healthy any more, or if the
 * answer takes too long. Used by the thread that waits.
 */
final class RequestWatch {
    /** The longest time between two signs of life of a thread that waits. */
    static final Duration SLICE = Duration.ofMillis(500);

    private final URI node;
    private final Duration timeout;
    private final HealthWatch settings;
    private final NodeHealth health;
    private final Runnable waiting;
    private final LongSupplier nanoTime;
    private final long deadlineNanos;
    private long nextCheckNanos;
    private @Nullable Long progressNanos;
    private int failures;
    private @Nullable Future<Boolean> check;

    /**
     * @param timeout for the whole answer
     * @param waiting called at least once a second
     */
    RequestWatch(
            URI node,
            Duration timeout,
            HealthWatch settings,
            NodeHealth health,
            Runnable waiting,
            LongSupplier nanoTime) {
        this.node = node;
        this.timeout = timeout;
        this.settings = settings;
        this.health = health;
        this.waiting = waiting;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        this.deadlineNanos = now + timeout.toNanos();
        this.nextCheckNanos = now + settings.interval().toNanos();
    }

    /** How long to wait until the next {@link #look}. */
    long sliceNanos() {
        long now = nanoTime.getAsLong();
        long slice = Math.min(SLICE.toNanos(), settings.interval().toNanos());
        return Math.max(0, Math.min(slice, deadlineNanos - now));
    }

    /** @throws RequestFailedException if the request has to end */
    void look() throws RequestFailedException, InterruptedException {
        waiting.run();
        long now = nanoTime.getAsLong();
        if (deadlineNanos - now <= 0) {
            throw timedOut();
        }
        checkProgress(now);
        Future<Boolean> running = check;
        if (running != null && running.isDone()) {
            check = null;
            nextCheckNanos = now + settings.interval().toNanos();
            failures = isHealthy(running) ? 0 : failures + 1;
            if (failures >= settings.failures()) {
                throw new RequestFailedException(
                        node + "/health failed " + failures + " times in a row while a request waited", true);
            }
        } else if (running == null && nextCheckNanos - now <= 0) {
            check = health.check(node, settings.interval().dividedBy(2));
        }
    }

    /** A part of the answer has arrived. */
    void recordProgress() throws RequestFailedException {
        waiting.run();
        failures = 0;
        long now = nanoTime.getAsLong();
        progressNanos = now;
        if (deadlineNanos - now <= 0) {
            throw timedOut();
        }
    }

    private void checkProgress(long now) throws RequestFailedException {
        if (progressNanos != null && now - progressNanos >= settings.stall().toNanos()) {
            throw new RequestFailedException(
                    "the answer of " + node + " has begun, and no more of it came for " + settings.stall(), true);
        }
    }

    private RequestFailedException timedOut() {
        return new RequestFailedException(node + " has not answered within requestTimeout=" + timeout, true);
    }

    private static boolean isHealthy(Future<Boolean> check) throws InterruptedException {
        try {
            return check.get(0, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            return false;
        }
    }
}
