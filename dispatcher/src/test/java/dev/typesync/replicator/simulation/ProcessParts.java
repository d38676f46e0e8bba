package dev.typesync.replicator.simulation;

import dev.typesync.replicator.SimulatedReplicator;
import dev.typesync.replicator.delivery.TableAccess;
import dev.typesync.replicator.lease.DatabaseHistory;
import dev.typesync.replicator.lease.LeaseTable;
import dev.typesync.replicator.lease.ProcessTable;
import dev.typesync.replicator.ledger.Ledger;
import dev.typesync.replicator.ledger.ReturnedKeys;
import dev.typesync.replicator.queue.QueueBudget;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.source.ChangeSource;
import dev.typesync.source.OutboxTable;
import dev.typesync.source.Ownership;

/** The connections of one process to the models. */
final class ProcessParts implements SimulatedReplicator.Parts {
    private final World world;
    private final SimulatedProcess process;
    private final TypesenseCluster cluster;
    private final SimulatedHistory history;
    private final Backend lease;
    private Backend outbox;
    private Backend rows;
    private Backend slowRows;

    ProcessParts(World world, SimulatedProcess process) {
        this.world = world;
        this.process = process;
        this.cluster = new TypesenseCluster(new SimulatedStore(world, process), new SimulatedCollections(world));
        this.history = new SimulatedHistory(world);
        this.lease = new Backend(world, history);
        this.outbox = new Backend(world, history);
        this.rows = new Backend(world, history);
        this.slowRows = new Backend(world, history);
    }

    @Override
    public LeaseTable lease() {
        return new SimulatedLease(world, process, lease);
    }

    @Override
    public ProcessTable processes() {
        return new SimulatedProcesses(world, process, lease);
    }

    @Override
    public ReturnedKeys returnedKeys() {
        SimulatedOutbox table = new SimulatedOutbox(world, lease);
        return (name, keys) -> {
            if (world.broken != Rule.CONFESS) {
                table.writeKeys(name, keys);
            }
        };
    }

    @Override
    public DatabaseHistory history() {
        return () -> outbox.call("compare history", history::compare);
    }

    @Override
    public OutboxTable outbox() {
        return new SimulatedOutbox(world, outbox);
    }

    @Override
    public Ledger ledger(Ownership ownership) {
        return new SimulatedLedger(world, outbox, ownership);
    }

    @Override
    public TableAccess tables() {
        return new SimulatedTables(world, rows, slowRows);
    }

    @Override
    public TypesenseCluster cluster() {
        return cluster;
    }

    @Override
    public QueueBudget budget() {
        return new QueueBudget(world.plan.flood() ? 0 : QueueBudget.DEFAULT_BYTES);
    }

    @Override
    public ChangeSource watched(ChangeSource source, Ownership ownership) {
        process.takeEpoch(ownership.epoch());
        return new WatchedSource(source, world);
    }

    @Override
    public void closeOwnerConnections() {
        outbox.close();
        rows.close();
        slowRows.close();
        outbox = new Backend(world, history);
        rows = new Backend(world, history);
        slowRows = new Backend(world, history);
    }

    @Override
    public void close() {
        closeOwnerConnections();
        lease.close();
    }
}
