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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends requests over HTTP/1.1 and waits for the answers. While it waits, it checks the health of the node: imports are
 * synchronous and may take minutes, so a short timeout could not distinguish a busy node from a dead one. Thread-safe;
 * calls block.
 */
final class HttpTransport implements AutoCloseable {
    private final HttpClients clients;
    private final Duration requestTimeout;
    private final HealthWatch watch;
    private final HttpClient healthClient;
    private final Map<Long, Future<?>> running = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile HttpClient client;

    HttpTransport(TypesenseConfig config, HealthWatch watch) {
        this.clients = new HttpClients(config.connectTimeout(), config.tls());
        this.requestTimeout = config.requestTimeout();
        this.watch = watch;
        this.client = clients.open();
        this.healthClient = clients.open(); // a separate connection, because the other one waits for its answer
    }

    /**
     * Sends the request to the node and waits for the answer.
     *
     * @throws RequestFailedException if no complete answer came; the interrupt flag of the thread is set if that was
     *     the reason
     */
    <T> HttpResponse<T> send(URI node, HttpRequest request, BodyHandler<T> body) throws RequestFailedException {
        Future<HttpResponse<T>> answer = start(request, body);
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

    /**
     * Sends on another thread and not by {@code sendAsync}, which completes its answers on a thread of the common pool.
     * Before Java 24 a thread holds the class loaders of the code that was running when it started, and a common one
     * would hold that of the application for as long as it lives.
     */
    private <T> Future<HttpResponse<T>> start(HttpRequest request, BodyHandler<T> body) throws RequestFailedException {
        HttpClient current = client;
        try {
            return clients.executor().submit(() -> current.send(request, body));
        } catch (RejectedExecutionException e) {
            throw new RequestFailedException("the connections were closed", false, e);
        }
    }

    private <T> HttpResponse<T> await(URI node, Future<HttpResponse<T>> answer)
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
        HttpClient former = client;
        client = clients.open();
        running.values().forEach(answer -> answer.cancel(true));
        HttpClients.shutDown(former); // also drops its idle connections
    }

    @Override
    public void close() {
        running.values().forEach(answer -> answer.cancel(true));
        HttpClients.shutDown(client);
        HttpClients.shutDown(healthClient);
        clients.close();
    }
}
