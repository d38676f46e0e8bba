package dev.typesync.replicator.ledger;

import dev.typesync.document.CollectionMapping;
import dev.typesync.document.MappedColumn;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.queue.LagMeter;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.status.CollectionStatus;
import dev.typesync.replicator.status.WaitingChanges;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The records of a process that keeps them to itself. What an earlier process left is looked for in Typesense, until this
 * one has a collection of its own.
 */
public final class MemoryRecords implements CollectionRecords {
    private final ExistingCollections existingCollections;
    private final Map<String, Standing> collections = new HashMap<>(); // guarded by this

    public MemoryRecords(ExistingCollections existingCollections) {
        this.existingCollections = existingCollections;
    }

    /** How a collection stands. Guarded by the records. */
    private static final class Standing {
        CollectionState state = CollectionState.LOADING;

        @Nullable
        String reason;

        @Nullable
        TableId table;

        RecordedCollection recorded = nothing();
        long total;
        long documents = -1;

        @Nullable
        LagMeter lag;

        @Nullable
        String lastError;

        private static RecordedCollection nothing() {
            return new RecordedCollection(CollectionState.LOADING, null, Set.of(), null, null, null, 0);
        }

        void at(@Nullable String concrete, @Nullable String loadTarget, @Nullable String key, long loaded) {
            recorded = new RecordedCollection(
                    state, recorded.definition(), recorded.fields(), concrete, loadTarget, key, loaded);
        }

        void is(@Nullable String definition, Set<String> fields) {
            recorded = new RecordedCollection(
                    state,
                    definition,
                    fields,
                    recorded.concrete(),
                    recorded.loadTarget(),
                    recorded.loadKey(),
                    recorded.loaded());
        }

        boolean isPlaced() {
            return recorded.concrete() != null || recorded.loadTarget() != null;
        }
    }

    private Standing standing(String name) {
        return collections.computeIfAbsent(name, first -> new Standing());
    }

    @Override
    public Optional<RecordedCollection> find(String name) {
        Optional<RecordedCollection> known = known(name);
        return known.isPresent() ? known : existingCollections.find(name).map(left -> adopted(name, left));
    }

    private synchronized Optional<RecordedCollection> known(String name) {
        Standing standing = standing(name);
        standing.is(standing.recorded.definition(), standing.recorded.fields()); // with its present state
        return standing.isPlaced() ? Optional.of(standing.recorded) : Optional.empty();
    }

    private synchronized RecordedCollection adopted(String name, RecordedCollection left) {
        standing(name).recorded = left;
        return left;
    }

    @Override
    public boolean recognises(CollectionMapping mapping, String concrete) {
        boolean own;
        synchronized (this) {
            own = standing(mapping.name()).recorded.definition() != null;
        }
        return own || existingCollections.fits(mapping, concrete);
    }

    @Override
    public synchronized void state(String name, CollectionState state, @Nullable String reason) {
        Standing standing = standing(name);
        standing.state = state;
        standing.reason = reason;
    }

    @Override
    public synchronized void trouble(String name, String error) {
        standing(name).lastError = error;
    }

    @Override
    public synchronized void definition(String name, CollectionMapping mapping) {
        Standing standing = standing(name);
        standing.table = mapping.table();
        standing.is(
                mapping.definitionHash(),
                mapping.columns().stream().map(MappedColumn::field).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public synchronized void loadBegins(String name, String target, long total) {
        Standing standing = standing(name);
        standing.at(standing.recorded.concrete(), target, null, 0);
        standing.total = total;
    }

    @Override
    public synchronized void loadedUpTo(String name, String key, long done) {
        Standing standing = standing(name);
        standing.at(standing.recorded.concrete(), standing.recorded.loadTarget(), key, done);
    }

    @Override
    public synchronized void loaded(String name, String concrete) {
        Standing standing = standing(name);
        standing.at(concrete, null, null, standing.recorded.loaded());
        standing.total = 0;
    }

    @Override
    public synchronized void figures(String name, @Nullable Long documents, LagMeter lag, @Nullable String lastError) {
        Standing standing = standing(name);
        standing.documents = documents == null ? standing.documents : documents;
        standing.lag = lag;
        standing.lastError = lastError == null ? standing.lastError : lastError;
    }

    /** The table of a collection; null until it is known. */
    public synchronized @Nullable TableId table(String name) {
        return standing(name).table;
    }

    public synchronized CollectionState state(String name) {
        return standing(name).state;
    }

    /**
     * The state of one collection, for {@code status}.
     *
     * @param waiting what is known of its changes
     */
    public synchronized CollectionStatus status(String name, WaitingChanges waiting, long deadLetters) {
        Standing standing = standing(name);
        LagMeter lag = standing.lag;
        return new CollectionStatus(
                name,
                standing.state,
                standing.reason,
                standing.documents,
                waiting.keys(),
                waiting.oldest(),
                lag == null ? null : lag.duration(0.5),
                lag == null ? null : lag.duration(0.99),
                standing.lastError,
                deadLetters,
                waiting.marks(),
                standing.recorded.loaded(),
                standing.total);
    }
}
