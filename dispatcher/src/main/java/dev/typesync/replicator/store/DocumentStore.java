package dev.typesync.replicator.store;

import dev.typesync.document.Document;
import dev.typesync.typesense.ExportSink;
import dev.typesync.typesense.ImportOutcome;
import java.util.List;

/**
 * The place that documents are written to: Typesense, or a fake in tests. A write that fails returns an outcome, it
 * does not throw. Thread-safe; calls block.
 */
public interface DocumentStore {
    ImportOutcome importDocuments(String collection, List<Document> documents);

    ImportOutcome delete(String collection, List<String> ids);

    /** A write without effect. It is answered after the collection has applied everything that it accepted before. */
    ImportOutcome fence(String collection);

    void export(String collection, ExportSink sink);

    /** Whether the server says that it takes requests now. */
    boolean isReady() throws InterruptedException;

    /**
     * Whether the server said that it takes requests when it was asked last, which is at most a second ago if this is
     * called all the time. Does not block. False before the first answer.
     */
    boolean wasReady();

    /** Closes the connections of all requests that wait for an answer. */
    void cancelConnections();
}
