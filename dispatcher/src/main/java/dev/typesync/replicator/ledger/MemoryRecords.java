package dev.typesync.replicator.ledger;

import dev.typesync.document.CollectionMapping;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.queue.LagMeter;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.status.CollectionStatus;
import dev.typesync.replicator.status.WaitingChanges;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of {@code durability: memory}. For a collection without a record, it looks in Typesense for one that an
 * earlier process left. Thread-safe; {@link #find} and {@link #isMadeFor} block on Typesense.
 */
public final class MemoryRecords implements CollectionRecords {
    private final ExistingCollectionFinder existingCollectionFinder;
    private final Map<String, CollectionEntry> collections = new HashMap<>(); // guarded by this

    public MemoryRecords(ExistingCollectionFinder existingCollectionFinder) {
        this.existingCollectionFinder = existingCollectionFinder;
    }

    /** The record of one collection. Guarded by the monitor of the records. */
    private static final class CollectionEntry {
        CollectionState state = CollectionState.LOADING;

        @Nullable
        String reason;

        @Nullable
        TableId table;

        RecordedCollection recorded = empty();
        long total;
        long documents = -1;

        @Nullable
        LagMeter lag;

        @Nullable
        String lastError;

        private static RecordedCollection empty() {
            return new RecordedCollection(CollectionState.LOADING, null, Set.of(), null, null, null, 0);
        }

        void setPlacement(@Nullable String concrete, @Nullable String loadTarget, @Nullable String key, long loaded) {
            recorded = new RecordedCollection(
                    state, recorded.definition(), recorded.fields(), concrete, loadTarget, key, loaded);
        }

        void setDefinition(@Nullable RecordedDefinition definition, Set<String> fields) {
            recorded = new RecordedCollection(
                    state,
                    definition,
                    fields,
                    recorded.concrete(),
                    recorded.loadTarget(),
                    recorded.loadKey(),
                    recorded.loaded());
        }
    }

    private CollectionEntry entry(String name) {
        return collections.computeIfAbsent(name, first -> new CollectionEntry());
    }

    @Override
    public Optional<RecordedCollection> find(String name) {
        Optional<RecordedCollection> known = known(name);
        return known.isPresent() ? known : existingCollectionFinder.find(name).map(found -> put(name, found));
    }

    private synchronized Optional<RecordedCollection> known(String name) {
        CollectionEntry entry = entry(name);
        entry.setDefinition(entry.recorded.definition(), entry.recorded.fields()); // takes the present state
        return entry.recorded.isPlaced() ? Optional.of(entry.recorded) : Optional.empty();
    }

    private synchronized RecordedCollection put(String name, RecordedCollection found) {
        entry(name).recorded = found;
        return found;
    }

    @Override
    public boolean isMadeFor(CollectionMapping mapping, String concrete) {
        return isSetUpByThisProcess(mapping.name()) || existingCollectionFinder.hasFieldsOf(mapping, concrete);
    }

    private synchronized boolean isSetUpByThisProcess(String name) {
        return entry(name).recorded.definition() != null;
    }

    @Override
    public synchronized void recordState(String name, CollectionState state, @Nullable String reason) {
        CollectionEntry entry = entry(name);
        entry.state = state;
        entry.reason = reason;
    }

    @Override
    public synchronized void recordError(String name, String error) {
        entry(name).lastError = error;
    }

    @Override
    public synchronized void recordDefinition(String name, CollectionMapping mapping, Set<String> fields) {
        CollectionEntry entry = entry(name);
        entry.table = mapping.table();
        entry.setDefinition(RecordedDefinition.of(mapping), fields);
    }

    @Override
    public synchronized void recordLoadStart(String name, CollectionMapping mapping, String target, long total) {
        recordDefinition(name, mapping, mapping.fieldNames());
        CollectionEntry entry = entry(name);
        entry.setPlacement(entry.recorded.concrete(), target, null, 0);
        entry.total = total;
    }

    @Override
    public synchronized void recordLoadProgress(String name, String key, long done) {
        CollectionEntry entry = entry(name);
        entry.setPlacement(entry.recorded.concrete(), entry.recorded.loadTarget(), key, done);
    }

    @Override
    public synchronized void recordLoadEnd(String name, String concrete) {
        CollectionEntry entry = entry(name);
        entry.setPlacement(concrete, null, null, entry.recorded.loaded());
        entry.total = 0;
    }

    @Override
    public synchronized void recordFigures(
            String name, @Nullable Long documents, LagMeter lag, @Nullable String lastError) {
        CollectionEntry entry = entry(name);
        entry.documents = documents == null ? entry.documents : documents;
        entry.lag = lag;
        entry.lastError = lastError == null ? entry.lastError : lastError;
    }

    @Override
    public synchronized Map<String, TableId> tables() {
        Map<String, TableId> tables = new HashMap<>();
        collections.forEach((name, entry) -> {
            if (entry.table != null) {
                tables.put(name, entry.table);
            }
        });
        return tables;
    }

    /** The table of a collection; null until it is found. */
    public synchronized @Nullable TableId table(String name) {
        return entry(name).table;
    }

    /** What a collection does. */
    public synchronized CollectionState state(String name) {
        return entry(name).state;
    }

    /**
     * The status of one collection.
     *
     * @param waiting its changes that wait
     * @param deadLetters the number of its dead letters
     */
    public synchronized CollectionStatus status(String name, WaitingChanges waiting, long deadLetters) {
        CollectionEntry entry = entry(name);
        LagMeter lag = entry.lag;
        return new CollectionStatus(
                name,
                entry.state,
                entry.reason,
                entry.documents,
                waiting.keys(),
                waiting.oldest(),
                lag == null ? null : lag.percentile(0.5),
                lag == null ? null : lag.percentile(0.99),
                entry.lastError,
                deadLetters,
                waiting.marks(),
                entry.recorded.loaded(),
                entry.total);
    }
}
