package dev.typesync.typesense;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks the nodes for their health, once for all that want to know it. Thread-safe; does not block, because the requests
 * are sent on a thread of their own.
 */
final class NodeHealth {
    private static final int MAX_CHUNKS = 5;

    private final Supplier<HttpClient> client;
    private final Duration timeout;
    private final ExecutorService thread;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<URI, Check> checks = new HashMap<>(); // guarded by lock
    private final Map<URI, Boolean> lastResults = new ConcurrentHashMap<>();

    private record Check(long startedNanos, Future<Boolean> result) {}

    /**
     * @param client the client to send with
     * @param timeout for one check
     * @param thread sends the requests
     */
    NodeHealth(Supplier<HttpClient> client, Duration timeout, ExecutorService thread, LongSupplier nanoTime) {
        this.client = client;
        this.timeout = timeout;
        this.thread = thread;
        this.nanoTime = nanoTime;
    }

    /**
     * The check that is running, the last one if it began at most {@code maxAge} ago, or a new one.
     *
     * @return whether the node reports that it is ready
     */
    Future<Boolean> check(URI node, Duration maxAge) {
        return current(node, maxAge).result();
    }

    /** Starts a check if none is running and the last one is older. */
    void refresh(URI node, Duration maxAge) {
        current(node, maxAge);
    }

    private Check current(URI node, Duration maxAge) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            Check last = checks.get(node);
            if (last == null || (last.result().isDone() && now - last.startedNanos() > maxAge.toNanos())) {
                last = new Check(now, start(node));
                checks.put(node, last);
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** The result of the last check that has ended; false if there was none. */
    boolean wasHealthy(URI node) {
        return lastResults.getOrDefault(node, false);
    }

    private Future<Boolean> start(URI node) {
        FutureTask<Boolean> check = new FutureTask<>(() -> {
            boolean result = isHealthy(node);
            lastResults.put(node, result);
            return result;
        });
        try {
            thread.execute(check);
        } catch (RejectedExecutionException closed) {
            check.cancel(false);
        }
        return check;
    }

    private boolean isHealthy(URI node) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(Endpoint.health(node)).timeout(timeout).build();
        BodyChunks body = new BodyChunks();
        try {
            int status = client.get().send(request, head -> body).statusCode();
            readToReuseTheConnection(body);
            return status == HttpStatus.OK;
        } catch (IOException e) {
            return false;
        } finally {
            body.cancel();
        }
    }

    /** Only a little of it: what comes instead of Typesense's short answer may never end. */
    private void readToReuseTheConnection(BodyChunks body) throws InterruptedException {
        for (int chunks = 0; chunks < MAX_CHUNKS; chunks++) {
            BodyChunks.Chunk chunk = body.poll(timeout.dividedBy(MAX_CHUNKS).toNanos());
            if (chunk == null || chunk.isLast()) {
                return;
            }
        }
    }
}
