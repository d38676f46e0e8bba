package dev.typesync.testkit;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real Typesense: the server of {@code TYPESENSE_URL} and {@code TYPESENSE_API_KEY}, or a server that this JVM starts
 * on 127.0.0.1 with its own data directory.
 *
 * <p>A server that has just restarted can answer 404 for an existing collection, so tests must wait for the expected
 * answer. Thread-safe, except that only one thread at a time may call {@link #kill9}, {@link #restart} and {@link
 * #close}. The server ends with the JVM, even if the JVM is killed.
 */
public final class TypesenseServer implements AutoCloseable {
    private final TypesenseApi api;
    private final @Nullable TypesenseProcess own;

    private TypesenseServer(TypesenseApi api, @Nullable TypesenseProcess own) {
        this.api = api;
        this.own = own;
    }

    /**
     * Starts a server and returns when it answers, after 1 to 5 seconds.
     *
     * @param options more options of {@code typesense-server}, for example {@code --healthy-write-lag=1}
     */
    public static TypesenseServer start(String... options) {
        String url = System.getenv("TYPESENSE_URL");
        if (url == null) {
            return startOwn(options);
        }
        String apiKey = System.getenv("TYPESENSE_API_KEY");
        if (apiKey == null) {
            throw new IllegalStateException("TYPESENSE_URL is set, but TYPESENSE_API_KEY is not");
        }
        TypesenseApi api = new TypesenseApi(URI.create(url), apiKey);
        api.awaitReady(() -> {}, () -> "This is the server of TYPESENSE_URL.");
        return new TypesenseServer(api, null);
    }

    /** The server of a process, which may not have been started yet. */
    static TypesenseServer of(TypesenseProcess process, String apiKey) {
        return new TypesenseServer(new TypesenseApi(process.url(), apiKey), process);
    }

    private static TypesenseServer startOwn(String... options) {
        String apiKey = "key-" + UUID.randomUUID();
        TypesenseProcess own = TypesenseProcess.prepare(apiKey);
        TypesenseServer server = of(own, apiKey);
        server.restart(options);
        return server;
    }

    public URI url() {
        return api.url();
    }

    public String apiKey() {
        return api.apiKey();
    }

    /** Whether this JVM has started the server. Tests cannot kill or restart a server of {@code TYPESENSE_URL}. */
    public boolean isOwn() {
        return own != null;
    }

    /**
     * Sends one request with the API key.
     *
     * @param path with the leading slash and, if necessary, the query
     */
    public HttpResponse<String> request(String method, String path, @Nullable String body) {
        return api.request(method, path, body);
    }

    /**
     * Deletes the collections and aliases whose names start with the prefix. The prefix "" deletes all, which is only
     * allowed on a server of this JVM.
     */
    public void deleteCollections(String prefix) {
        if (own == null && prefix.isEmpty()) {
            throw new IllegalArgumentException(
                    "a prefix is required for a server of TYPESENSE_URL: it may contain other collections");
        }
        api.deleteNames("/aliases", prefix);
        api.deleteNames("/collections", prefix);
    }

    public long pid() {
        return own().pid();
    }

    /** Kills the server with SIGKILL and returns when it has ended. */
    public void kill9() {
        own().kill9();
    }

    /** Starts the server again on the same port and data directory. A running server is killed first. */
    public void restart(String... options) {
        TypesenseProcess running = own();
        running.kill9();
        running.launch(options);
        awaitReady();
    }

    /** Returns when the server that this JVM has started answers. */
    void awaitReady() {
        TypesenseProcess running = own();
        api.awaitReady(running::requireRunning, running::lastLogLines);
    }

    @Override
    public void close() {
        if (own != null) {
            own.kill9();
            own.deleteFiles();
        }
    }

    private TypesenseProcess own() {
        if (own == null) {
            throw new UnsupportedOperationException("a server of TYPESENSE_URL cannot be started or stopped by tests");
        }
        return own;
    }
}
