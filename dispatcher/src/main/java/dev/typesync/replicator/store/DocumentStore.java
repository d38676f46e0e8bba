package dev.typesync.replicator.store;

import dev.typesync.document.Document;
import dev.typesync.typesense.ExportSink;
import dev.typesync.typesense.ImportOutcome;
import java.util.List;

/** Where documents are written to: Typesense. Thread-safe; calls block; the outcome of a write is a value. */
public interface DocumentStore {
    ImportOutcome importDocuments(String collection, List<Document> documents);

    ImportOutcome delete(String collection, List<String> ids);

    /** A write without effect that is answered after all that the collection accepted before has been applied. */
    ImportOutcome fence(String collection);

    void export(String collection, ExportSink sink);

    /** Whether it says that it takes requests now. */
    boolean isReady() throws InterruptedException;

    /** Cuts all requests under way. */
    void cancelConnections();
}
