package dev.typesync.typesense;

import dev.typesync.config.TypesenseConfig;
import dev.typesync.document.Document;
import java.util.List;

/**
 * Writes documents and reads them back: the data plane. Thread-safe. Calls block until the server has answered, its
 * health has failed, {@code requestTimeout} has passed, or the thread is interrupted (its flag is then set and a write's
 * outcome unknown).
 */
public final class TypesenseClient implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.typesync.typesense");

    public TypesenseClient(TypesenseConfig config) {}

    /** Writes whole documents, which replace those of the same id. At most 1000 of them and 2 MB are sensible. */
    public ImportOutcome importDocuments(String collection, List<Document> documents) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /** Deletes documents; one that is not there counts as done. */
    public ImportOutcome delete(String collection, List<String> ids) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /**
     * A write that changes nothing and goes through the same queue as every other write of the collection, on every
     * node: once it is answered, whatever was accepted before it has been applied.
     */
    public ImportOutcome fence(String collection) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /**
     * Streams all documents of the collection, in no particular order.
     *
     * @throws TypesenseException if the answer is an error, or ends early
     */
    public void export(String collection, ExportSink sink) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /** Cuts every open connection. Requests under way end at once, writes among them with unknown outcome. */
    public void cancelConnections() {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    @Override
    public void close() {}
}
