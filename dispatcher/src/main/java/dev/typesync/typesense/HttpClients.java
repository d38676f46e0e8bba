package dev.typesync.typesense;

import dev.typesync.config.TlsConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final Duration connectTimeout;
    private final TlsConfig tls;
    private final ExecutorService executor;

    HttpClients(Duration connectTimeout, TlsConfig tls) {
        this.connectTimeout = connectTimeout;
        this.tls = tls;
        AtomicInteger threads = new AtomicInteger();
        this.executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "typesync-http-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
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
                    .executor(executor);
            SSLContext encryption = tls.context();
            return encryption == null
                    ? client.build()
                    : client.sslContext(encryption).build();
        } finally {
            caller.setContextClassLoader(context);
        }
    }

    /** Runs requests that must not block their caller; the clients use it, too. */
    ExecutorService executor() {
        return executor;
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
        executor.shutdown();
    }
}
