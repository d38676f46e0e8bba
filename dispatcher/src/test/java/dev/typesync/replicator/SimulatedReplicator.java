package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.replicator.collection.CommittedDdl;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.delivery.TableAccess;
import dev.typesync.replicator.lease.DatabaseHistory;
import dev.typesync.replicator.lease.HeldLease;
import dev.typesync.replicator.lease.LeaseTable;
import dev.typesync.replicator.lease.ProcessTable;
import dev.typesync.replicator.ledger.Ledger;
import dev.typesync.replicator.ledger.ReturnedKeys;
import dev.typesync.replicator.queue.QueueBudget;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.replicator.task.Task;
import dev.typesync.source.ChangeSource;
import dev.typesync.source.DeliveryWaits;
import dev.typesync.source.OutboxSource;
import dev.typesync.source.OutboxTable;
import dev.typesync.source.Ownership;
import dev.typesync.source.PollInterval;
import dev.typesync.source.WakeUpSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The replicator of one process, whose database, Typesense, threads and time are given. */
public final class SimulatedReplicator {
    private final TypesyncConfig config;
    private final Parts parts;
    private final Timing timing;
    private final WakeUpSignal commits = new WakeUpSignal();
    private final CommittedDdl ddl;
    private final LeaseKeeper keeper;
    private final SteadyTask steps;
    private final Set<Task> recoveries = new HashSet<>();

    /** The models that replace the servers. */
    public interface Parts {
        LeaseTable lease();

        ProcessTable processes();

        ReturnedKeys returnedKeys();

        DatabaseHistory history();

        OutboxTable outbox();

        Ledger ledger(Ownership ownership);

        TableAccess tables();

        TypesenseCluster cluster();

        /** The memory of the queues of one owner. */
        QueueBudget budget();

        /** Watches the source of an owner. */
        ChangeSource watched(ChangeSource source, Ownership ownership);

        void closeOwnerConnections();

        void close();
    }

    public SimulatedReplicator(TypesyncConfig config, Parts parts, Timing timing) {
        this.config = config;
        this.parts = parts;
        this.timing = timing;
        this.ddl = new CommittedDdl(timing);
        Maintenance maintenance = new Maintenance(timing, config.delivery().lease());
        this.keeper = new LeaseKeeper(
                new GivenDatabase(),
                config.delivery().lease(),
                (writes, requestsEnded) -> new LostLeaseRecovery(
                        writes,
                        requestsEnded,
                        parts.cluster().store(),
                        parts.returnedKeys(),
                        config.typesense().settleTime(),
                        timing),
                recovery -> maintenance.add("keys that are put back", watched(recovery)),
                timing);
        this.steps = new SteadyTask(
                () -> {
                    maintenance.restartInTrouble();
                    return keeper.step();
                },
                timing.nanoTime());
    }

    private Task watched(Task recovery) {
        recoveries.add(recovery);
        return () -> {
            Duration wait = recovery.step();
            if (wait.isNegative()) {
                recoveries.remove(recovery);
            }
            return wait;
        };
    }

    /** Whether keys of an earlier owner of this process are still being put back. */
    public boolean isRecovering() {
        return !recoveries.isEmpty();
    }

    /** One step of the thread that keeps the lease. */
    public Duration step() throws InterruptedException {
        return steps.step();
    }

    /** The last step. */
    public void handOver() throws InterruptedException {
        keeper.handOver();
    }

    public boolean isOwner() {
        return keeper.isOwner();
    }

    /** The application of this process has committed. */
    public void committed() {
        commits.signal();
    }

    private final class GivenDatabase implements ReplicationDatabase {
        private final PollInterval interval = new PollInterval(false, timing.nanoTime());

        @Override
        public void prepare() {
            // the objects exist
        }

        @Override
        public LeaseTable lease() {
            return parts.lease();
        }

        @Override
        public ProcessTable processes() {
            return parts.processes();
        }

        @Override
        public PollInterval pollInterval() {
            return interval;
        }

        @Override
        public ReturnedKeys returnedKeys() {
            return parts.returnedKeys();
        }

        @Override
        public ReplicationOwner createOwner(HeldLease held, boolean handedOver) throws SQLException {
            boolean isRestored = parts.history().markAllIfChanged();
            ChangeSource source = parts.watched(
                    new OutboxSource(
                            parts.outbox(),
                            held.ownership(),
                            held::revoke,
                            pollInterval(),
                            new DeliveryWaits(timing.nanoTime()),
                            timing.nanoTime()),
                    held.ownership());
            OwnerContext context = new OwnerContext(
                    config,
                    parts.ledger(held.ownership()),
                    parts.tables(),
                    parts.cluster(),
                    held,
                    parts.budget(),
                    timing);
            ReplicationOwner owner = new ReplicationOwner(context, handedOver && !isRestored, source, commits, ddl);
            owner.expectChangesOf(context.ledger().records().tables());
            return owner;
        }

        @Override
        public void recordTrouble(Ownership ownership, String fact) throws SQLException {
            for (String collection : config.collections().keySet()) {
                parts.ledger(ownership).records().recordError(collection, fact);
            }
        }

        @Override
        public void closeOwnerConnections() {
            parts.closeOwnerConnections();
        }

        @Override
        public void close() {
            parts.close();
        }
    }
}
