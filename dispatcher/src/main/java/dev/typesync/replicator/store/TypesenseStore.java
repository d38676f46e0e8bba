package dev.typesync.replicator.store;

import dev.typesync.document.Document;
import dev.typesync.typesense.ExportSink;
import dev.typesync.typesense.ImportOutcome;
import dev.typesync.typesense.TypesenseClient;
import java.util.List;

/** Stores documents in Typesense, through its client, which the caller closes. Thread-safe; blocks. */
public record TypesenseStore(TypesenseClient client) implements DocumentStore {
    @Override
    public ImportOutcome importDocuments(String collection, List<Document> documents) {
        return client.importDocuments(collection, documents);
    }

    @Override
    public ImportOutcome delete(String collection, List<String> ids) {
        return client.delete(collection, ids);
    }

    @Override
    public ImportOutcome fence(String collection) {
        return client.fence(collection);
    }

    @Override
    public void export(String collection, ExportSink sink) {
        client.export(collection, sink);
    }

    @Override
    public boolean isReady() throws InterruptedException {
        return client.isReady();
    }

    @Override
    public boolean wasReady() {
        return client.wasReady();
    }

    @Override
    public void cancelConnections() {
        client.cancelConnections();
    }
}
