package dev.typesync.testkit;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real Typesense: the one that {@code TYPESENSE_URL} and {@code TYPESENSE_API_KEY} name, else a server of this JVM on
 * 127.0.0.1 with a data directory of its own.
 *
 * <p>One that was just restarted can answer 404 for a collection that exists: await what you ask for. Thread-safe but
 * for {@link #kill9}, {@link #restart} and {@link #close}, which one thread at a time may call. It ends with the JVM at
 * the latest, also when that is killed.
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
     * @param options more options of {@code typesense-server}, say {@code --healthy-write-lag=1}
     */
    public static TypesenseServer start(String... options) {
        String url = System.getenv("TYPESENSE_URL");
        if (url == null) {
            return startOwn(options);
        }
        String apiKey = System.getenv("TYPESENSE_API_KEY");
        if (apiKey == null) {
            throw new IllegalStateException("TYPESENSE_URL is set, TYPESENSE_API_KEY is not");
        }
        TypesenseApi api = new TypesenseApi(URI.create(url), apiKey);
        api.awaitReady(() -> {}, () -> "It is the one that TYPESENSE_URL names.");
        return new TypesenseServer(api, null);
    }

    private static TypesenseServer startOwn(String... options) {
        String apiKey = "key-" + UUID.randomUUID();
        TypesenseProcess own = TypesenseProcess.prepare(apiKey);
        TypesenseServer server = new TypesenseServer(new TypesenseApi(own.url(), apiKey), own);
        server.restart(options);
        return server;
    }

    public URI url() {
        return api.url();
    }

    public String apiKey() {
        return api.apiKey();
    }

    /** False for a server given by {@code TYPESENSE_URL}: tests that kill or restart it cannot run then. */
    public boolean isOwn() {
        return own != null;
    }

    /**
     * Sends one request with the API key.
     *
     * @param path with the leading slash and, where needed, the query
     */
    public HttpResponse<String> request(String method, String path, @Nullable String body) {
        return api.request(method, path, body);
    }

    /** Deletes the collections and aliases whose names start with the prefix; of one's own server, "" deletes all. */
    public void deleteCollections(String prefix) {
        if (own == null && prefix.isEmpty()) {
            throw new IllegalArgumentException("not all collections of a server that is not ours: name a prefix");
        }
        api.deleteNames("/aliases", prefix);
        api.deleteNames("/collections", prefix);
    }

    public long pid() {
        return own().pid();
    }

    /** Ends the server with SIGKILL and returns when it is gone. */
    public void kill9() {
        own().kill9();
    }

    /** Starts the server again on the same port and data directory; one that still runs is killed before. */
    public void restart(String... options) {
        TypesenseProcess running = own();
        running.kill9();
        running.launch(options);
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
            throw new UnsupportedOperationException("the server at TYPESENSE_URL is not ours to start or stop");
        }
        return own;
    }
}
