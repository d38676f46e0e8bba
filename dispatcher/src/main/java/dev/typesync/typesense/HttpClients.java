package dev.typesync.typesense;

import dev.typesync.config.TlsConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;

/**
 * Makes HTTP/1.1 clients, and ends their threads when it is closed, so that they keep no class loader alive.
 * Thread-safe.
 *
 * <p>Each client has a selector thread of its own. From Java 21 on {@link #shutDown} ends it. Before, a client cannot be
 * closed: its thread ends within 3 seconds after the garbage collector has found that nothing uses the client.
 */
final class HttpClients implements AutoCloseable {
    private static final Optional<Method> SHUTDOWN_NOW = Arrays.stream(HttpClient.class.getMethods())
            .filter(method -> method.getName().equals("shutdownNow"))
            .findFirst();

    /** The most requests that wait for their answer at a time. More requests wait for their turn. */
    static final int MAX_REQUESTS = 4;

    private static final int CONNECTION_THREADS = 2;

    /** The most threads: for requests, for connections, for health, for fences, and the selector. */
    static final int MAX_THREADS = MAX_REQUESTS + CONNECTION_THREADS + 3;

    private final Duration connectTimeout;
    private final TlsConfig tls;
    private final ExecutorService connectionThreads = HttpThreads.atMost(CONNECTION_THREADS, "http");
    private final ExecutorService senders = HttpThreads.atMost(MAX_REQUESTS, "request");
    private final ExecutorService fenceThread = HttpThreads.atMost(1, "fence");
    private final ExecutorService healthThread = HttpThreads.atMost(1, "health");

    HttpClients(Duration connectTimeout, TlsConfig tls) {
        this.connectTimeout = connectTimeout;
        this.tls = tls;
    }

    /** Opens a client. Its selector thread gets no context class loader, since it may outlive the application. */
    HttpClient open() {
        Thread caller = Thread.currentThread();
        ClassLoader context = caller.getContextClassLoader();
        caller.setContextClassLoader(null);
        try {
            HttpClient.Builder client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(connectTimeout)
                    .executor(connectionThreads);
            SSLContext encryption = tls.context();
            return encryption == null
                    ? client.build()
                    : client.sslContext(encryption).build();
        } finally {
            caller.setContextClassLoader(context);
        }
    }

    /** Send requests, and block until their answers begin. */
    ExecutorService senders() {
        return senders;
    }

    /** Sends the fences that find lost answers, also while all senders are busy. */
    ExecutorService fenceThread() {
        return fenceThread;
    }

    /** Asks nodes for their health, also while all senders are busy. */
    ExecutorService healthThread() {
        return healthThread;
    }

    /** Closes the connections of the client and ends its thread, where this Java version can. Does not wait. */
    static void shutDown(HttpClient client) {
        SHUTDOWN_NOW.ifPresent(method -> {
            try {
                method.invoke(client);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("java.net.http.HttpClient cannot be shut down", e);
            }
        });
    }

    @Override
    public void close() {
        senders.shutdown();
        fenceThread.shutdown();
        healthThread.shutdownNow();
        connectionThreads.shutdown();
    }
}
