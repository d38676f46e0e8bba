package dev.typesync.typesense;

import dev.typesync.config.TypesenseConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over HTTP/1.1 and waits for the answers. While it waits, it checks the health of the node: imports are
 * synchronous and may take minutes, so a short timeout could not distinguish a busy node from a dead one. Thread-safe;
 * calls block.
 *
 * <p>It has at most {@link HttpClients#MAX_THREADS} threads. The body of an answer is read on the thread that sent the
 * request.
 */
final class HttpTransport implements AutoCloseable {
    /** So all threads that wait for a node ask it only twice a second. */
    static final Duration MAX_AGE_OF_HEALTH = Duration.ofMillis(500);

    private final HttpClients clients;
    private final Duration requestTimeout;
    private final HealthWatch watch;
    private final NodeHealth health;
    private final Runnable waiting;
    private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
    private final NodeContacts contacts = new NodeContacts(System::nanoTime);
    private volatile HttpClient client;

    /** @param waiting called at least once a second by each thread that waits for an answer */
    HttpTransport(TypesenseConfig config, HealthWatch watch, Runnable waiting) {
        this.clients = new HttpClients(config.connectTimeout(), config.tls());
        this.requestTimeout = config.requestTimeout();
        this.watch = watch;
        this.waiting = waiting;
        this.client = clients.open();
        this.health = new NodeHealth(() -> client, watch.timeout(), clients.healthThread(), System::nanoTime);
    }

    /** Sends the request and waits for the answer, for {@code requestTimeout}. */
    int send(URI node, HttpRequest request, IntFunction<AnswerBody> bodies) throws RequestFailedException {
        return send(node, request, requestTimeout, bodies, null);
    }

    /**
     * Sends a write and waits for the answer, for {@code requestTimeout}.
     *
     * @param fence a write of the same collection that changes nothing, to find out whether the answer is lost
     */
    int sendWrite(URI node, HttpRequest request, HttpRequest fence, IntFunction<AnswerBody> bodies)
            throws RequestFailedException {
        LostAnswerCheck check = new LostAnswerCheck(
                node,
                this::startFence,
                fence,
                watch.interval().multipliedBy(3),
                watch.interval().dividedBy(2),
                System::nanoTime);
        try {
            return send(node, request, requestTimeout, bodies, check);
        } finally {
            check.close();
        }
    }

    private Exchange startFence(HttpRequest fence) {
        Exchange exchange = new Exchange(() -> client, fence);
        try {
            exchange.start(clients.fenceThread());
        } catch (RequestFailedException closed) {
            exchange.cancel();
        }
        return exchange;
    }

    /**
     * Sends the request and waits for the answer.
     *
     * @param timeout for the whole answer
     */
    int send(URI node, HttpRequest request, Duration timeout, IntFunction<AnswerBody> bodies)
            throws RequestFailedException {
        return send(node, request, timeout, bodies, null);
    }

    /**
     * Sends the request to the node and waits for the answer.
     *
     * @param timeout for the whole answer
     * @param bodies the reader of the body, for the status
     * @return the status
     * @throws RequestFailedException if no complete answer came; the interrupt flag of the thread is set if that was
     *     the reason
     */
    private int send(
            URI node,
            HttpRequest request,
            Duration timeout,
            IntFunction<AnswerBody> bodies,
            @Nullable LostAnswerCheck check)
            throws RequestFailedException {
        Exchange exchange = new Exchange(() -> client, request);
        running.add(exchange); // before it starts, so that closeConnections finds it or it uses the new client
        try {
            exchange.start(clients.senders());
            RequestWatch requestWatch = new RequestWatch(node, timeout, watch, health, waiting, System::nanoTime);
            int status = exchange.awaitStatus(requestWatch, check);
            exchange.read(bodies.apply(status), requestWatch);
            contacts.recordAnswer(node);
            return status;
        } catch (RequestFailedException e) {
            contacts.recordFailure(node);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestFailedException("interrupted while waiting for " + node, true);
        } finally {
            running.remove(exchange);
            exchange.cancel(); // closes the connection unless the answer is complete
        }
    }

    /**
     * Whether the node reports that it is ready.
     *
     * @param maxAge how old the report may be
     */
    boolean isHealthy(URI node, Duration maxAge) throws InterruptedException {
        Future<Boolean> check = health.check(node, maxAge);
        long slice = RequestWatch.SLICE.toNanos();
        while (true) {
            try {
                return check.get(slice, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                waiting.run();
            } catch (ExecutionException | CancellationException e) {
                return false;
            }
        }
    }

    /** Whether the last check said that the node is ready. Starts a new check if that is not recent; does not wait. */
    boolean wasHealthy(URI node, Duration maxAge) {
        health.refresh(node, maxAge);
        return health.wasHealthy(node);
    }

    /** Makes a node prove that it is ready, if it failed at the last request or has not been used for some time. */
    void prove(URI node) throws RequestFailedException {
        if (!contacts.mustProve(node)) {
            return;
        }
        try {
            if (!isHealthy(node, MAX_AGE_OF_HEALTH)) {
                throw new RequestFailedException(node + " is not ready: its /health does not answer with 200", false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestFailedException("interrupted while asking for the health of " + node, false);
        }
    }

    /** Closes every connection. Running requests fail immediately, and the next requests use new connections. */
    void closeConnections() {
        HttpClient former = client;
        client = clients.open();
        running.forEach(Exchange::cancel);
        HttpClients.shutDown(former); // also drops its idle connections
    }

    @Override
    public void close() {
        running.forEach(Exchange::cancel);
        HttpClients.shutDown(client);
        clients.close();
    }
}
