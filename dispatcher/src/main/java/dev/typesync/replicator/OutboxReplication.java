package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.replicator.collection.CommittedDdl;
import dev.typesync.replicator.status.CollectionStatus;
import dev.typesync.replicator.status.StatusReader;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.WakeUpSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Replication with {@code durability: outbox}: changes wait in the database, and one of all processes delivers them,
 * the owner. Thread-safe.
 */
final class OutboxReplication implements Replication {
    private final LeaseKeeper keeper;
    private final DeliveryBarrier deliveryBarrier;
    private final StatusReader statusReader;
    private final List<ChangeBus.Subscription> subscriptions;

    OutboxReplication(
            TypesyncConfig config,
            ConnectionFactory connections,
            TypesenseCluster cluster,
            Timing timing,
            ChangeBus bus) {
        WakeUpSignal commits = new WakeUpSignal();
        CommittedDdl ddl = new CommittedDdl(timing);
        this.keeper = new LeaseKeeper(config, connections, cluster, timing, commits, ddl);
        this.deliveryBarrier =
                new DeliveryBarrier(keeper.schema(), config.collections().keySet(), timing);
        this.statusReader =
                new StatusReader(keeper.schema(), config.collections().keySet());
        this.subscriptions = List.of(bus.onCommit(commits::signal), bus.onDefinitionChange(ddl::signal));
    }

    @Override
    public void start() {
        keeper.start();
    }

    @Override
    public void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        deliveryBarrier.await(keeper.connections().lease(), timeout);
    }

    @Override
    public List<CollectionStatus> status() throws SQLException {
        return keeper.connections().lease().run(statusReader::read);
    }

    @Override
    public void close(Duration patience) throws InterruptedException {
        subscriptions.forEach(ChangeBus.Subscription::close);
        keeper.close(patience);
    }
}
