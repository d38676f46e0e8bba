package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.collection.CommittedDdl;
import dev.typesync.replicator.delivery.ReplicatorConnections;
import dev.typesync.replicator.lease.DatabaseHistoryCheck;
import dev.typesync.replicator.lease.DatabaseLeaseTable;
import dev.typesync.replicator.lease.DatabaseProcessTable;
import dev.typesync.replicator.lease.HeldLease;
import dev.typesync.replicator.lease.LeaseTable;
import dev.typesync.replicator.lease.OutboxChecks;
import dev.typesync.replicator.lease.OutboxLimit;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.lease.ProcessTable;
import dev.typesync.replicator.lease.UnansweredWrites;
import dev.typesync.replicator.ledger.DatabaseReturnedKeys;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.DatabaseLink;
import dev.typesync.source.RepeatedWarning;
import dev.typesync.source.WakeUpSignal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lease when no process holds it, renews it, and runs a {@link ReplicationOwner} while this process holds it.
 * It also sends the heartbeat of this process. All this happens on one thread, so that nothing else delays a renewal.
 */
final class LeaseKeeper {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /** The time for batches in flight. The rest of {@link Replicator#CLOSE_PATIENCE} is for handing the lease over. */
    private static final Duration BATCH_PATIENCE = Duration.ofSeconds(3);

    /** How long a process whose API key is refused leaves the lease to other processes. */
    private static final Duration LEASE_PAUSE = Duration.ofMinutes(1);

    private static final Duration RIGHTS_RECHECK = Duration.ofSeconds(5);

    private final DatabaseHistoryCheck history;
    private final Supplier<DatabaseLink> links;
    private final Timing timing;
    private final OutboxSchema schema;
    private final LeaseTable lease;
    private final Duration leaseDuration;
    private final OwnerFactory ownerFactory;
    private final ProcessTable processTable;
    private final OutboxChecks outboxChecks;
    private final OutboxLimit outboxLimit;
    private long limitDueNanos;
    private final RepeatedWarning warning;
    private final WakeUpSignal closing = new WakeUpSignal();
    private final Thread thread = new Thread(this::run, "typesync-lease");
    private volatile ReplicatorConnections connections;
    private volatile boolean closed;
    private @Nullable ReplicationOwner owner; // this field and those below: lease thread only
    private @Nullable HeldLease held;
    private @Nullable Long gaveUpNanos;
    private int otherConfigurations;

    LeaseKeeper(
            TypesyncConfig config,
            ConnectionFactory connectionFactory,
            TypesenseCluster cluster,
            Timing timing,
            WakeUpSignal commits,
            CommittedDdl ddl) {
        String process = UUID.randomUUID().toString();
        this.leaseDuration = config.delivery().lease();
        this.timing = timing;
        this.schema = new OutboxSchema(config.database().schema());
        this.ownerFactory = new OwnerFactory(config, cluster, schema, commits, ddl, timing);
        this.history = new DatabaseHistoryCheck(schema);
        this.links = () -> new DatabaseLink(connectionFactory, leaseDuration, history::checkAgain);
        this.connections = ReplicatorConnections.of(links);
        this.lease = new DatabaseLeaseTable(connections.lease(), schema, history, process, leaseDuration);
        this.processTable = new DatabaseProcessTable(
                connections.lease(), schema, process, config.hash(), leaseDuration.multipliedBy(3));
        this.outboxChecks = new OutboxChecks(connections.lease(), schema);
        this.outboxLimit = new OutboxLimit(
                connections.lease(), schema, process, config.delivery().maxOutboxKeys());
        this.limitDueNanos = timing.nanoTime().getAsLong();
        this.warning = new RepeatedWarning(LOG, timing.nanoTime());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    OutboxSchema schema() {
        return schema;
    }

    ReplicatorConnections connections() {
        return connections;
    }

    private void run() {
        try {
            while (!closed) {
                closing.await(step().toNanos());
            }
            handOver();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does what is due, and returns how long to wait until the next step. */
    private Duration step() throws InterruptedException {
        try {
            outboxChecks.ensureSchema();
            processTable.heartbeat();
            enforceLimit();
            if (held != null) {
                renew(held);
            } else {
                takeIfFree();
            }
        } catch (OutboxRightsException e) {
            warning.warn("rights", "this process replicates nothing: " + e.getMessage(), null);
            return RIGHTS_RECHECK;
        } catch (SQLException e) {
            if (!closed) {
                warning.warn(
                        "lease " + e.getSQLState(),
                        "the database does not answer (" + e.getMessage() + ", SQLState " + e.getSQLState()
                                + "); changes wait in the outbox; typesync tries again until it answers",
                        null);
            }
        } catch (RuntimeException fault) {
            warning.warn("fault", "an internal error of typesync; it tries again; please report this", fault);
        }
        Duration third = leaseDuration.dividedBy(3);
        return held != null || third.compareTo(Duration.ofSeconds(1)) < 0 ? third : Duration.ofSeconds(1);
    }

    private void enforceLimit() throws SQLException {
        for (int steps = 0; steps < 20 && timing.nanoTime().getAsLong() - limitDueNanos >= 0; steps++) {
            limitDueNanos = timing.nanoTime().getAsLong() + outboxLimit.step().toNanos();
        }
    }

    private void takeIfFree() throws SQLException {
        if (gaveUpNanos != null && timing.nanoTime().getAsLong() - gaveUpNanos < LEASE_PAUSE.toNanos()) {
            return;
        }
        gaveUpNanos = null;
        Optional<LeaseTable.Grant> granted = lease.acquire();
        if (granted.isPresent()) {
            UnansweredWrites unanswered = new UnansweredWrites(timing.nanoTime());
            held = new HeldLease(lease, granted.get().ownership(), unanswered, timing.nanoTime());
            startOwner(held, granted.get().handedOver());
        }
    }

    private void startOwner(HeldLease current, boolean handedOver) throws SQLException {
        owner = ownerFactory.create(current, connections, history.over(connections.outbox()), handedOver);
        owner.start();
        LOG.log(
                Level.INFO,
                "this process replicates now (epoch {0})",
                current.ownership().epoch());
    }

    private void renew(HeldLease current) throws SQLException, InterruptedException {
        try {
            current.confirm();
        } catch (OwnershipLostException lost) {
            stopAfterLoss(current);
            return;
        }
        if (owner == null) {
            startOwner(current, false);
        }
        int others = processTable.countWithOtherConfiguration();
        if (others == 0 && otherConfigurations > 0 && owner != null) {
            owner.markAllCollections();
        }
        otherConfigurations = others;
        if (current.isOfferedToOthers() && processTable.countOtherCandidates() > 0) {
            giveUp(current);
        }
    }

    private void giveUp(HeldLease current) throws SQLException, InterruptedException {
        boolean clean = owner == null || owner.close(BATCH_PATIENCE);
        owner = null;
        held = null;
        gaveUpNanos = timing.nanoTime().getAsLong();
        connections = connections.withoutOwner(links);
        lease.release(current.ownership(), clean);
        LOG.log(
                Level.WARNING,
                "Typesense refuses the API key of this process; another process may take over; correct"
                        + " typesense.apiKey in the configuration of this process");
    }

    private void stopAfterLoss(HeldLease current) throws InterruptedException {
        ReplicationOwner former = owner;
        owner = null;
        held = null;
        if (former != null) {
            former.close(Duration.ZERO);
        }
        connections = connections.withoutOwner(links);
        new LostLeaseRecovery(
                        ownerFactory.context(current, connections),
                        new DatabaseReturnedKeys(connections.lease(), schema))
                .putBackKeys(current.unanswered().all());
    }

    private void handOver() throws InterruptedException {
        HeldLease current = held;
        boolean clean = owner == null || owner.close(BATCH_PATIENCE);
        try {
            if (current != null) {
                lease.release(current.ownership(), clean);
            }
            processTable.unregister();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the lease is not handed over; the next owner waits until it expires", e);
        }
        connections.close();
    }

    /** Hands the lease over. Returns after the given time at the latest. */
    void close(Duration patience) throws InterruptedException {
        closed = true;
        closing.signal();
        thread.join(patience.toMillis());
        connections.close();
        thread.interrupt();
    }
}
