package dev.typesync.replicator.delivery;

import dev.typesync.outbox.TableId;
import dev.typesync.replicator.queue.SharedAcknowledgement;
import dev.typesync.source.Acknowledgement;
import dev.typesync.source.Change;
import dev.typesync.source.ChangeSink;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each change to all collections of its table. The change is acknowledged when all of them have acknowledged it.
 * Thread-safe; does not block.
 */
public final class ChangeRouter implements ChangeSink {
    private final List<CollectionPipeline> collections;
    private final Map<String, TableId> tables = new ConcurrentHashMap<>();
    private final Set<CollectionPipeline> receiversOfOffers = ConcurrentHashMap.newKeySet();

    public ChangeRouter(List<CollectionPipeline> collections) {
        this.collections = List.copyOf(collections);
    }

    /** Sends the changes of this table to the collection, which is named as in the configuration. */
    public void route(String collection, TableId table) {
        tables.put(collection, table);
    }

    @Override
    public Admission offer(Change change, Acknowledgement acknowledgement) {
        List<CollectionPipeline> receivers = receivers(change);
        if (receivers.isEmpty()) {
            return Admission.UNKNOWN_TABLE;
        }
        if (!receivers.stream().allMatch(collection -> collection.canAccept(change))) {
            return Admission.LATER;
        }
        Acknowledgement shared = new SharedAcknowledgement(receivers.size(), acknowledgement);
        receivers.forEach(collection -> collection.accept(change, shared));
        receiversOfOffers.addAll(receivers);
        return Admission.TAKEN;
    }

    @Override
    public boolean isOpen(TableId table) {
        List<CollectionPipeline> receivers = collections.stream()
                .filter(collection -> table.equals(tables.get(collection.name())))
                .toList();
        return !receivers.isEmpty()
                && receivers.stream().map(CollectionPipeline::gate).allMatch(CollectionGate::takesChanges);
    }

    @Override
    public void endOffers() {
        receiversOfOffers.removeIf(collection -> {
            collection.queue().announce();
            return true;
        });
    }

    @Override
    public Set<TableId> tables() {
        return Set.copyOf(tables.values());
    }

    private List<CollectionPipeline> receivers(Change change) {
        return collections.stream()
                .filter(collection -> change.table().equals(tables.get(collection.name())))
                .filter(collection -> !(change instanceof Change.Mark mark)
                        || mark.collection() == null
                        || mark.collection().equals(collection.name()))
                .toList();
    }
}
