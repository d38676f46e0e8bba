package dev.typesync.replicator.simulation;

import dev.typesync.document.Document;
import dev.typesync.document.DocumentHash;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.typesense.ExportSink;
import dev.typesync.typesense.ImportOutcome;
import dev.typesync.typesense.RefusalKind;
import dev.typesync.typesense.TypesenseException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The documents of the modelled Typesense, as one process writes them. */
record SimulatedStore(World world, SimulatedProcess process) implements DocumentStore {
    @Override
    public ImportOutcome importDocuments(String collection, List<Document> documents) {
        return world.server.importDocuments(process, collection, documents);
    }

    @Override
    public ImportOutcome delete(String collection, List<String> ids) {
        return world.server.delete(process, collection, ids);
    }

    @Override
    public ImportOutcome fence(String collection) {
        return world.server.fence(process, collection);
    }

    @Override
    public void export(String collection, ExportSink sink) {
        world.pass("export of " + collection);
        RefusalKind refused = world.server.refusal();
        Server.Stored stored = world.server.collections.get(collection);
        if (refused != null || stored == null) {
            throw SimulatedCollections.failure(refused == null ? RefusalKind.NOT_FOUND : refused);
        }
        for (String id : List.copyOf(stored.documents.keySet())) {
            String json = stored.documents.get(id);
            if (json != null) {
                sink.document(
                        id,
                        DocumentHash.of(json.getBytes(StandardCharsets.UTF_8)).hash());
            }
            world.pass("exported " + id);
        }
        if (world.server.isDown()) {
            throw new TypesenseException(TypesenseException.Kind.UNREACHABLE, "simulated", null);
        }
    }

    @Override
    public boolean isReady() {
        world.pass("health");
        return !world.server.isDown();
    }

    @Override
    public boolean wasReady() {
        return !world.server.isDown();
    }

    @Override
    public void cancelConnections() {
        // a request that takes long ends by itself
    }
}
