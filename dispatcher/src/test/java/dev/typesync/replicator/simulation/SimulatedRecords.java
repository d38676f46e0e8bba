package dev.typesync.replicator.simulation;

import dev.typesync.document.CollectionMapping;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.replicator.ledger.RecordedCollection;
import dev.typesync.replicator.ledger.RecordedDefinition;
import dev.typesync.replicator.queue.LagMeter;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.source.Ownership;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The records in the modelled database. Updates of a process that is no longer the owner have no effect. */
record SimulatedRecords(World world, Backend backend, Ownership ownership) implements CollectionRecords {
    private static final RecordedCollection NEW =
            new RecordedCollection(CollectionState.LOADING, null, Set.of(), null, null, null, 0);

    @Override
    public Optional<RecordedCollection> find(String name) throws SQLException {
        return backend.call(
                "record of " + name,
                () -> Optional.ofNullable(world.database.now().records().get(name)));
    }

    @Override
    public Map<String, TableId> tables() throws SQLException {
        return backend.call("tables", () -> {
            Map<String, TableId> tables = new HashMap<>();
            world.database.now().records().forEach((name, recorded) -> {
                if (recorded.definition() != null) {
                    tables.put(name, world.mappings.get(name).table());
                }
            });
            return tables;
        });
    }

    private void insert(String name, String what, UnaryOperator<RecordedCollection> change) throws SQLException {
        store(name, what, true, change);
    }

    private void update(String name, String what, UnaryOperator<RecordedCollection> change) throws SQLException {
        store(name, what, false, change);
    }

    private void store(String name, String what, boolean inserts, UnaryOperator<RecordedCollection> change)
            throws SQLException {
        backend.call("record " + what + " of " + name, () -> {
            RecordedCollection before = world.database.now().records().get(name);
            if (SimulatedLease.held(world, ownership) != null && (inserts || before != null)) {
                RecordedCollection after = change.apply(before == null ? NEW : before);
                world.database.commit(world.database.now().withRecord(name, after), !world.plan.asynchronousCommits());
            }
            return true;
        });
    }

    @Override
    public void recordState(String name, CollectionState state, @Nullable String reason) throws SQLException {
        insert(
                name,
                state.text(),
                before -> new RecordedCollection(
                        state,
                        before.definition(),
                        before.fields(),
                        before.concrete(),
                        before.loadTarget(),
                        before.loadKey(),
                        before.loaded()));
    }

    @Override
    public void recordError(String name, String error) throws SQLException {
        insert(name, "error", before -> before);
    }

    @Override
    public void recordDefinition(String name, CollectionMapping mapping, Set<String> fields) throws SQLException {
        update(
                name,
                "definition",
                before -> new RecordedCollection(
                        before.state(),
                        RecordedDefinition.of(mapping),
                        fields,
                        before.concrete(),
                        before.loadTarget(),
                        before.loadKey(),
                        before.loaded()));
    }

    @Override
    public void recordLoadStart(String name, CollectionMapping mapping, String target, long total) throws SQLException {
        update(
                name,
                "load of " + target,
                before -> new RecordedCollection(
                        before.state(),
                        RecordedDefinition.of(mapping),
                        mapping.fieldNames(),
                        before.concrete(),
                        target,
                        null,
                        0));
    }

    @Override
    public void recordLoadProgress(String name, String key, long done) throws SQLException {
        update(
                name,
                "progress",
                before -> new RecordedCollection(
                        before.state(),
                        before.definition(),
                        before.fields(),
                        before.concrete(),
                        before.loadTarget(),
                        key,
                        done));
    }

    @Override
    public void recordLoadEnd(String name, String concrete) throws SQLException {
        update(
                name,
                "end of the load",
                before -> new RecordedCollection(
                        before.state(), before.definition(), before.fields(), concrete, null, null, before.loaded()));
    }

    @Override
    public void recordFigures(String name, @Nullable Long documents, LagMeter lag, @Nullable String lastError)
            throws SQLException {
        update(name, "figures", before -> before);
    }
}
