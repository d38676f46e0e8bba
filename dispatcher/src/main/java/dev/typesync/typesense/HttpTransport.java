package dev.typesync.typesense;

import dev.typesync.config.TypesenseConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends requests over HTTP/1.1 and waits for the answers. While it waits, it checks the health of the node: imports are
 * synchronous and may take minutes, so a short timeout could not distinguish a busy node from a dead one. Thread-safe;
 * calls block.
 */
final class HttpTransport implements AutoCloseable {
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final HealthWatch watch;
    private final ExecutorService executor;
    private final HttpClient healthClient;
    private final Map<Long, CompletableFuture<?>> running = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile HttpClient client;

    HttpTransport(TypesenseConfig config, HealthWatch watch) {
        this.connectTimeout = config.connectTimeout();
        this.requestTimeout = config.requestTimeout();
        this.watch = watch;
        AtomicInteger threads = new AtomicInteger();
        this.executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "typesync-http-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.client = newClient();
        this.healthClient = newClient(); // a separate connection, because the other one waits for its answer
    }

    private HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .executor(executor)
                .build();
    }

    /**
     * Sends the request to the node and waits for the answer.
     *
     * @throws RequestFailedException if no complete answer came; the interrupt flag of the thread is set if that was
     *     the reason
     */
    <T> HttpResponse<T> send(URI node, HttpRequest request, BodyHandler<T> body) throws RequestFailedException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
        long number = sent.incrementAndGet();
        running.put(number, answer);
        try {
            return await(node, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestFailedException("interrupted while waiting for " + node, true, e);
        } catch (ExecutionException e) {
            throw RequestFailedException.of(e.getCause() == null ? e : e.getCause());
        } catch (CancellationException e) {
            throw new RequestFailedException("the connections were closed", true, e);
        } finally {
            running.remove(number);
            answer.cancel(true); // closes the connection unless the answer is complete
        }
    }

    private <T> HttpResponse<T> await(URI node, CompletableFuture<HttpResponse<T>> answer)
            throws InterruptedException, ExecutionException, RequestFailedException {
        long deadline = System.nanoTime() + requestTimeout.toNanos();
        int failures = 0;
        while (true) {
            long wait = Math.min(watch.interval().toNanos(), deadline - System.nanoTime());
            try {
                return answer.get(Math.max(wait, 0), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (deadline - System.nanoTime() <= 0) {
                    throw new RequestFailedException(
                            node + " has not answered within requestTimeout=" + requestTimeout, true, e);
                }
                failures = isHealthy(node) ? 0 : failures + 1;
                if (failures >= watch.failures()) {
                    throw new RequestFailedException(
                            node + "/health failed " + failures + " times in a row while a request waited", true, e);
                }
            }
        }
    }

    /** Whether the node reports that it is ready. */
    boolean isHealthy(URI node) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Endpoint.health(node))
                .timeout(watch.timeout())
                .build();
        try {
            return healthClient.send(request, BodyHandlers.discarding()).statusCode() == HttpStatus.OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes every connection. Running requests fail immediately, and the next requests use new connections. */
    void closeConnections() {
        client = newClient(); // also drops the idle connections of the old client
        running.values().forEach(answer -> answer.cancel(true));
    }

    @Override
    public void close() {
        closeConnections();
        executor.shutdown();
    }
}
