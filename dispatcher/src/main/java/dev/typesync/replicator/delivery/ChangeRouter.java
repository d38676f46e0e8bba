package dev.typesync.replicator.delivery;

import dev.typesync.outbox.TableId;
import dev.typesync.replicator.queue.SharedAcknowledgement;
import dev.typesync.source.Acknowledgement;
import dev.typesync.source.Change;
import dev.typesync.source.ChangeSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands each change to all collections that it concerns; it is acknowledged when all of them have done so.
 * Thread-safe.
 */
public final class ChangeRouter implements ChangeSink {
    private final List<CollectionPipeline> collections;
    private final Map<String, TableId> tables = new ConcurrentHashMap<>();

    public ChangeRouter(List<CollectionPipeline> collections) {
        this.collections = List.copyOf(collections);
    }

    /** The table that a collection's name in the configuration was found to mean. */
    public void route(String collection, TableId table) {
        tables.put(collection, table);
    }

    @Override
    public Admission offer(Change change, Acknowledgement acknowledgement) {
        List<CollectionPipeline> concerned = concerned(change);
        if (concerned.isEmpty()) {
            return Admission.UNKNOWN_TABLE;
        }
        if (!concerned.stream().allMatch(collection -> collection.admits(change))) {
            return Admission.LATER;
        }
        Acknowledgement each = new SharedAcknowledgement(concerned.size(), acknowledgement);
        concerned.forEach(collection -> collection.accept(change, each));
        return Admission.TAKEN;
    }

    private List<CollectionPipeline> concerned(Change change) {
        return collections.stream()
                .filter(collection -> change.table().equals(tables.get(collection.name())))
                .filter(collection -> !(change instanceof Change.Mark mark)
                        || mark.collection() == null
                        || mark.collection().equals(collection.name()))
                .toList();
    }
}
