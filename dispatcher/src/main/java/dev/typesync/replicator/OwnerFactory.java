package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.document.CollectionResolver;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.collection.CommittedDdl;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.delivery.ReplicatorConnections;
import dev.typesync.replicator.lease.DatabaseHistory;
import dev.typesync.replicator.lease.HeldLease;
import dev.typesync.replicator.ledger.DatabaseLedger;
import dev.typesync.replicator.ledger.Ledger;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.source.DatabaseOutboxTable;
import dev.typesync.source.OutboxSource;
import dev.typesync.source.WakeUpSignal;
import java.sql.SQLException;

/** Builds the owner that this process runs while it holds the lease. Lease thread only. */
final class OwnerFactory {
    private final TypesyncConfig config;
    private final TypesenseCluster cluster;
    private final OutboxSchema schema;
    private final WakeUpSignal commits;
    private final CommittedDdl ddl;
    private final Timing timing;
    private final CollectionResolver resolver = new CollectionResolver();

    OwnerFactory(
            TypesyncConfig config,
            TypesenseCluster cluster,
            OutboxSchema schema,
            WakeUpSignal commits,
            CommittedDdl ddl,
            Timing timing) {
        this.config = config;
        this.cluster = cluster;
        this.schema = schema;
        this.commits = commits;
        this.ddl = ddl;
        this.timing = timing;
    }

    /**
     * Builds the owner, and marks every collection if the database was restored or replaced.
     *
     * @param handedOver whether the owner before left no write with unknown outcome
     */
    ReplicationOwner create(
            HeldLease lease, ReplicatorConnections connections, DatabaseHistory history, boolean handedOver)
            throws SQLException {
        OutboxSource source = new OutboxSource(
                new DatabaseOutboxTable(connections.outbox(), schema),
                lease.ownership(),
                commits,
                lease::revoke,
                timing.nanoTime());
        ReplicationOwner owner = new ReplicationOwner(context(lease, connections), resolver, handedOver, source, ddl);
        history.markAllIfChanged();
        return owner;
    }

    OwnerContext context(HeldLease lease, ReplicatorConnections connections) {
        Ledger ledger = new DatabaseLedger(connections.outbox(), schema, lease.ownership(), config.hash());
        return new OwnerContext(config, ledger, connections, cluster, lease, timing);
    }
}
