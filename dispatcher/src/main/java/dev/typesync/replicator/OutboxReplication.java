package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.collection.CommittedDdl;
import dev.typesync.replicator.status.CollectionStatus;
import dev.typesync.replicator.status.StatusReader;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.DeliveryWaits;
import dev.typesync.source.WakeUpSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Replication with {@code durability: outbox}: changes wait in the database, and one of all processes delivers them,
 * the owner. Thread-safe.
 */
final class OutboxReplication implements Replication {
    private final OutboxDatabase database;
    private final WakeUpSignal commits = new WakeUpSignal();
    private final SharedOutboxWait outboxWait;
    private final LongSupplier nanoTime;
    private final LeaseThread leaseThread;
    private final Maintenance maintenance;
    private final DeliveryBarrier deliveryBarrier;
    private final StatusReader statusReader;
    private final List<ChangeBus.Subscription> subscriptions;

    OutboxReplication(
            TypesyncConfig config,
            ConnectionFactory connections,
            TypesenseCluster cluster,
            Timing timing,
            ChangeBus bus) {
        CommittedDdl ddl = new CommittedDdl(timing);
        Duration settleTime = config.typesense().settleTime();
        this.database = new OutboxDatabase(config, connections, cluster, commits, ddl, timing);
        this.maintenance = new Maintenance(timing, config.delivery().lease());
        LeaseKeeper keeper = new LeaseKeeper(
                database,
                config.delivery().lease(),
                (writes, requestsEnded) -> new LostLeaseRecovery(
                        writes, requestsEnded, cluster.store(), database.returnedKeys(), settleTime, timing),
                recovery -> maintenance.add("keys that are put back", recovery),
                timing);
        this.leaseThread = new LeaseThread(keeper, maintenance, timing.nanoTime());
        this.deliveryBarrier =
                new DeliveryBarrier(database.schema(), config.collections().keySet(), timing);
        this.outboxWait = new SharedOutboxWait(new OutboxQuestion(database.schema()), timing.nanoTime());
        this.nanoTime = timing.nanoTime();
        this.statusReader =
                new StatusReader(database.schema(), config.collections().keySet());
        this.subscriptions = List.of(bus.onCommit(commits::signal), bus.onDefinitionChange(ddl::signal));
    }

    @Override
    public void start() {
        maintenance.add("the size of the outbox", database::limitOutbox);
        maintenance.add("rows of unknown tables", database::removeUnknown);
        leaseThread.start();
    }

    @Override
    public void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        commits.signalUrgently(); // to delete what is acknowledged
        deliveryBarrier.await(database.link(), timeout);
    }

    /** The owner knows without a question; any other process asks the database. */
    @Override
    public boolean awaitCommitted(Set<TableId> tables, Duration patience) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        DeliveryWaits waits = database.ownersWaits();
        if (waits != null) {
            DeliveryWaits.Result result = waits.await(tables, commits::signalUrgently, patience);
            if (result != DeliveryWaits.Result.UNKNOWN) {
                return result == DeliveryWaits.Result.DELIVERED;
            }
        }
        Duration left = Duration.ofNanos(Math.max(0, deadline - nanoTime.getAsLong()));
        return outboxWait.await(database.link(), tables, left);
    }

    @Override
    public List<CollectionStatus> status() throws SQLException {
        return database.link().run(statusReader::read);
    }

    @Override
    public void close(Duration patience) throws InterruptedException {
        subscriptions.forEach(ChangeBus.Subscription::close);
        outboxWait.close();
        leaseThread.close(patience);
        maintenance.close();
        database.close();
        leaseThread.interrupt();
    }
}
