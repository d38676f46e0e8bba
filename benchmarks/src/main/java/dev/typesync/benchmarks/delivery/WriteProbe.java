package dev.typesync.benchmarks.delivery;

import dev.typesync.testkit.TypesenseServer;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A collection of its own that shows whether Typesense accepts writes. After a start Typesense says for a while that it
 * is healthy and answers reads, but it refuses writes with 503, because it still applies its log.
 */
final class WriteProbe implements AutoCloseable {
    private static final String NAME = "typesync_write_probe";
    private static final String SCHEMA =
            "{\"name\": \"" + NAME + "\", \"fields\": [{\"name\": \"n\", \"type\": \"int32\"}]}";
    private static final String DOCUMENT = "{\"id\": \"probe\", \"n\": 1}";

    private final TypesenseServer typesense;

    private WriteProbe(TypesenseServer typesense) {
        this.typesense = typesense;
    }

    static WriteProbe create(TypesenseServer typesense) {
        HttpResponse<String> created = typesense.request("POST", "/collections", SCHEMA);
        if (created.statusCode() != 201) {
            throw new IllegalStateException("the collection of the probe was refused: " + created.body());
        }
        return new WriteProbe(typesense);
    }

    /** Returns when Typesense accepts a write. */
    void await(ApplicationProcess application, Duration patience) throws Exception {
        Delivered.await(application, patience, this::isAccepted);
    }

    private boolean isAccepted() {
        try {
            String path = "/collections/" + NAME + "/documents?action=upsert";
            return typesense.request("POST", path, DOCUMENT).statusCode() == 201;
        } catch (UncheckedIOException e) {
            return false; // it is starting, and closes connections
        }
    }

    @Override
    public void close() {
        typesense.request("DELETE", "/collections/" + NAME, null);
    }
}
