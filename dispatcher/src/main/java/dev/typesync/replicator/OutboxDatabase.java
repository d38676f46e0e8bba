package dev.typesync.replicator;

import dev.typesync.config.ReplicatorPlace;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.document.CollectionResolver;
import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.collection.CommittedDdl;
import dev.typesync.replicator.delivery.DatabaseTables;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.delivery.ReplicatorConnections;
import dev.typesync.replicator.lease.DatabaseHistoryCheck;
import dev.typesync.replicator.lease.DatabaseLeaseTable;
import dev.typesync.replicator.lease.DatabaseProcessTable;
import dev.typesync.replicator.lease.HeldLease;
import dev.typesync.replicator.lease.LeaseTable;
import dev.typesync.replicator.lease.OutboxChecks;
import dev.typesync.replicator.lease.OutboxLimit;
import dev.typesync.replicator.lease.ProcessTable;
import dev.typesync.replicator.lease.UnknownTables;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.replicator.ledger.DatabaseLedger;
import dev.typesync.replicator.ledger.DatabaseReturnedKeys;
import dev.typesync.replicator.ledger.ReturnedKeys;
import dev.typesync.replicator.queue.QueueBudget;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.DatabaseLink;
import dev.typesync.source.DatabaseOutboxTable;
import dev.typesync.source.DeliveryWaits;
import dev.typesync.source.OutboxSource;
import dev.typesync.source.Ownership;
import dev.typesync.source.PollInterval;
import dev.typesync.source.WakeUpSignal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The database of a process whose changes wait in the outbox table, over the connections of its replicator. */
final class OutboxDatabase implements ReplicationDatabase {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");
    private static final Duration UPKEEP_RETRY = Duration.ofSeconds(10);

    private final TypesyncConfig config;
    private final DatabaseHistoryCheck history;
    private final Supplier<DatabaseLink> links;
    private final TypesenseCluster cluster;
    private final OutboxSchema schema;
    private final WakeUpSignal commits;
    private final CommittedDdl ddl;
    private final Timing timing;
    private final LeaseTable lease;
    private final ProcessTable processes;
    private final OutboxChecks checks;
    private final String process;
    private final Duration processTimeout;
    private final PollInterval pollInterval;
    private final OutboxLimit limit;
    private final ReturnedKeys returnedKeys;
    private final CollectionResolver resolver = new CollectionResolver();
    private volatile ReplicatorConnections connections;
    private volatile @Nullable Upkeep ownersUpkeep;
    private volatile @Nullable DeliveryWaits ownersWaits;

    /** What the owner does to the outbox now and then, over its connection for slow rows. */
    private record Upkeep(OutboxLimit limit, UnknownTables unknownTables) {}

    OutboxDatabase(
            TypesyncConfig config,
            ConnectionFactory connectionFactory,
            TypesenseCluster cluster,
            WakeUpSignal commits,
            CommittedDdl ddl,
            Timing timing) {
        String process = UUID.randomUUID().toString();
        Duration leaseDuration = config.delivery().lease();
        this.config = config;
        this.cluster = cluster;
        this.schema = new OutboxSchema(config.database().schema());
        this.commits = commits;
        this.ddl = ddl;
        this.timing = timing;
        this.history = new DatabaseHistoryCheck(schema);
        // shorter than the lease: a server that hangs ends a statement before the owner counts as hanging
        Duration networkTimeout = leaseDuration.multipliedBy(7).dividedBy(10);
        this.links = () -> new DatabaseLink(connectionFactory, networkTimeout, history::checkAgain);
        this.connections = ReplicatorConnections.of(links);
        DatabaseLink link = connections.lease();
        this.lease = new DatabaseLeaseTable(link, schema, history, process, leaseDuration);
        this.processes = new DatabaseProcessTable(link, schema, process, config.hash(), leaseDuration.multipliedBy(3));
        this.checks = new OutboxChecks(link, schema, timing.nanoTime());
        this.process = process;
        this.processTimeout = leaseDuration.multipliedBy(3);
        this.pollInterval =
                new PollInterval(config.delivery().replicator() == ReplicatorPlace.EXTERNAL, timing.nanoTime());
        this.limit = limitOver(link);
        this.returnedKeys = new DatabaseReturnedKeys(link, schema);
    }

    OutboxSchema schema() {
        return schema;
    }

    /** For short questions of this process. Thread-safe. */
    DatabaseLink link() {
        return connections.lease();
    }

    /** Threads that wait for the deliveries of this process; null if it is not the owner. Thread-safe. */
    @Nullable
    DeliveryWaits ownersWaits() {
        return ownersWaits;
    }

    @Override
    public void prepare() throws SQLException, OutboxRightsException {
        checks.ensureSchema();
    }

    @Override
    public LeaseTable lease() {
        return lease;
    }

    @Override
    public ProcessTable processes() {
        return processes;
    }

    @Override
    public PollInterval pollInterval() {
        return pollInterval;
    }

    @Override
    public ReturnedKeys returnedKeys() {
        return returnedKeys;
    }

    /** Builds the owner, and marks every collection if the database was restored or replaced. */
    @Override
    public ReplicationOwner createOwner(HeldLease held, boolean handedOver) throws SQLException {
        boolean isRestored = history.over(connections.outbox()).markAllIfChanged();
        DeliveryWaits waits = new DeliveryWaits(timing.nanoTime());
        OutboxSource source = new OutboxSource(
                new DatabaseOutboxTable(connections.outbox(), schema),
                held.ownership(),
                held::revoke,
                pollInterval,
                waits,
                timing.nanoTime());
        OwnerContext context = context(held);
        ReplicationOwner owner = new ReplicationOwner(context, handedOver && !isRestored, source, commits, ddl);
        owner.expectChangesOf(context.ledger().records().tables());
        ownersWaits = waits;
        ownersUpkeep = new Upkeep(
                limitOver(connections.slowRows()),
                new UnknownTables(connections.slowRows(), schema, held.ownership(), config.hash(), processTimeout));
        return owner;
    }

    private OwnerContext context(HeldLease held) {
        return new OwnerContext(
                config,
                new DatabaseLedger(connections.outbox(), schema, held.ownership(), config.hash()),
                new DatabaseTables(connections, resolver, timing.nanoTime()),
                cluster,
                held,
                new QueueBudget(QueueBudget.DEFAULT_BYTES),
                timing);
    }

    @Override
    public void recordTrouble(Ownership ownership, String fact) throws SQLException {
        CollectionRecords records = new DatabaseLedger(connections.lease(), schema, ownership, config.hash()).records();
        for (String collection : config.collections().keySet()) {
            records.recordError(collection, fact);
        }
    }

    private OutboxLimit limitOver(DatabaseLink link) {
        return new OutboxLimit(link, schema, process, config.delivery().maxOutboxKeys());
    }

    /** Keeps the outbox from growing without limit. Any process does it. Maintenance thread only. */
    Duration limitOutbox() {
        Upkeep upkeep = ownersUpkeep;
        return upkeep(upkeep == null ? limit::step : upkeep.limit()::step);
    }

    /** Removes rows that nobody will deliver, if this process is the owner. Maintenance thread only. */
    Duration removeUnknown() {
        Upkeep upkeep = ownersUpkeep;
        return upkeep == null ? UPKEEP_RETRY : upkeep(upkeep.unknownTables()::step);
    }

    private interface UpkeepStep {
        Duration run() throws SQLException;
    }

    private static Duration upkeep(UpkeepStep step) {
        try {
            return step.run();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the upkeep of the outbox goes on later", e);
            return UPKEEP_RETRY;
        }
    }

    @Override
    public void closeOwnerConnections() {
        ownersUpkeep = null;
        endWaits();
        connections = connections.withoutOwner(links);
    }

    private void endWaits() {
        DeliveryWaits waits = ownersWaits;
        ownersWaits = null;
        if (waits != null) {
            waits.close();
        }
    }

    @Override
    public void close() {
        endWaits();
        connections.close();
    }
}
