package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.document.CollectionResolver;
import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.delivery.DatabaseLinks;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.lease.DatabaseIdentity;
import dev.typesync.replicator.lease.HeldLease;
import dev.typesync.replicator.lease.Lease;
import dev.typesync.replicator.lease.OutboxLimit;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.lease.ProcessRegistry;
import dev.typesync.replicator.lease.UnansweredWrites;
import dev.typesync.replicator.ledger.DatabaseLedger;
import dev.typesync.replicator.ledger.Ledger;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.OutboxSource;
import dev.typesync.source.Ownership;
import dev.typesync.source.RepeatedWarning;
import dev.typesync.source.WakeUpSignal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lease when nobody holds it, renews it, and runs an {@link ReplicationOwner} in between; gives the process' signs of
 * life. All on one thread of its own, so that nothing delays a renewal.
 */
final class LeaseKeeper {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /** What stays of {@link Replicator#CLOSE_PATIENCE} is for handing over. */
    private static final Duration BATCH_PATIENCE = Duration.ofSeconds(3);

    /** How long a process whose key is refused leaves the lease to others. */
    private static final Duration REST = Duration.ofMinutes(1);

    private static final Duration LIMIT_CHECK = Duration.ofSeconds(10);
    private static final Duration RIGHTS_RECHECK = Duration.ofSeconds(5);

    private final TypesyncConfig config;
    private final ConnectionFactory connections;
    private final TypesenseCluster cluster;
    private final Timing timing;
    private final WakeUpSignal commits;
    private final OutboxSchema schema;
    private final Lease lease;
    private final ProcessRegistry processRegistry;
    private final OutboxLimit limit;
    private final RepeatedWarning warning;
    private final CollectionResolver resolver = new CollectionResolver();
    private final WakeUpSignal closing = new WakeUpSignal();
    private final Thread thread = new Thread(this::run, "typesync-lease");
    private volatile DatabaseLinks links;
    private volatile boolean closed;
    private @Nullable ReplicationOwner owner; // this and the rest: lease thread only
    private @Nullable HeldLease held;
    private @Nullable Long resting;
    private @Nullable Long limitChecked;
    private boolean schemaChecked;
    private int othersBefore;

    LeaseKeeper(
            TypesyncConfig config,
            ConnectionFactory connections,
            TypesenseCluster cluster,
            Timing timing,
            WakeUpSignal commits) {
        String process = UUID.randomUUID().toString();
        this.config = config;
        this.connections = connections;
        this.cluster = cluster;
        this.timing = timing;
        this.commits = commits;
        this.schema = new OutboxSchema(config.database().schema());
        this.lease = new Lease(schema, process, config.delivery().lease());
        this.processRegistry = new ProcessRegistry(
                schema, process, config.hash(), config.delivery().lease().multipliedBy(3));
        this.warning = new RepeatedWarning(LOG, timing.nanoTime());
        this.limit = new OutboxLimit(schema, config.delivery().maxOutboxKeys());
        this.links = DatabaseLinks.of(connections);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    OutboxSchema schema() {
        return schema;
    }

    DatabaseLinks links() {
        return links;
    }

    private void run() {
        try {
            while (!closed) {
                closing.await(step().toNanos());
            }
            leave();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to wait until the next step. */
    private Duration step() throws InterruptedException {
        try {
            if (!schemaChecked) {
                checkSchema();
            }
            signOfLife();
            enforceLimit();
            if (held != null) {
                renew(held);
            } else {
                takeIfFree();
            }
        } catch (OutboxRightsException e) {
            warning.warn("rights", "nothing is replicated by this process: " + e.getMessage(), null);
            return RIGHTS_RECHECK;
        } catch (SQLException e) {
            if (!closed) {
                warning.warn(
                        "lease " + e.getSQLState(),
                        "the database does not answer (" + e.getMessage() + ", SQLState " + e.getSQLState()
                                + "); changes wait in the outbox, tried again until it does",
                        null);
            }
        } catch (RuntimeException fault) {
            warning.warn("fault", "a fault of typesync; tried again; please report it", fault);
        }
        Duration third = lease.duration().dividedBy(3);
        return held != null || third.compareTo(Duration.ofSeconds(1)) < 0 ? third : Duration.ofSeconds(1);
    }

    private void checkSchema() throws SQLException, OutboxRightsException {
        // the checks throw what a Work may not: they run on the link's connection, one after the other
        Optional<OutboxRightsException> refused = links.lease().run(connection -> {
            try {
                schema.ensure(connection);
                schema.checkReplicator(connection);
                return Optional.empty();
            } catch (OutboxRightsException e) {
                return Optional.of(e);
            }
        });
        if (refused.isPresent()) {
            throw refused.get();
        }
        schemaChecked = true;
    }

    private void signOfLife() throws SQLException {
        links.lease().execute(processRegistry::signOfLife);
    }

    private void enforceLimit() throws SQLException {
        long now = timing.nanoTime().getAsLong();
        if (limitChecked == null || now - limitChecked >= LIMIT_CHECK.toNanos()) {
            links.lease().execute(limit::enforce);
            limitChecked = now;
        }
    }

    private void takeIfFree() throws SQLException {
        if (resting != null && timing.nanoTime().getAsLong() - resting < REST.toNanos()) {
            return;
        }
        resting = null;
        Optional<Lease.Grant> granted = links.lease().run(lease::acquire);
        if (granted.isPresent()) {
            UnansweredWrites unanswered = new UnansweredWrites(timing.nanoTime());
            Ownership ownership = granted.get().ownership();
            held = new HeldLease(links.lease(), lease, ownership, unanswered, timing.nanoTime());
            startOwner(held, granted.get().handedOver());
        }
    }

    private void startOwner(HeldLease mine, boolean handedOver) throws SQLException {
        OutboxSource source =
                new OutboxSource(links.outbox(), schema, mine.ownership(), commits, mine::lost, timing.nanoTime());
        ReplicationOwner next = new ReplicationOwner(context(mine), resolver, handedOver, source);
        if (links.outbox().run(new DatabaseIdentity(schema)::check)) {
            LOG.log(
                    Level.WARNING,
                    "the database was restored, or failed over to another server, since the documents were written;"
                            + " every collection is reconciled");
        }
        owner = next;
        next.start();
        LOG.log(
                Level.INFO,
                "this process replicates now (epoch {0})",
                mine.ownership().epoch());
    }

    private OwnerContext context(HeldLease mine) {
        Ledger ledger = new DatabaseLedger(links.outbox(), schema, mine.ownership(), config.hash());
        return new OwnerContext(config, ledger, links, cluster, mine, timing);
    }

    private void renew(HeldLease mine) throws SQLException, InterruptedException {
        try {
            mine.confirm();
        } catch (OwnershipLostException lost) {
            lost(mine);
            return;
        }
        if (owner == null) {
            startOwner(mine, false);
        }
        int others = links.lease().run(processRegistry::withAnotherConfiguration);
        if (others == 0 && othersBefore > 0 && owner != null) {
            owner.markAllForDefinition();
        }
        othersBefore = others;
        if (mine.isOfferedToOthers() && links.lease().run(processRegistry::othersThatReplicate) > 0) {
            giveUp(mine);
        }
    }

    private void giveUp(HeldLease mine) throws SQLException, InterruptedException {
        boolean clean = owner == null || owner.close(BATCH_PATIENCE);
        owner = null;
        held = null;
        resting = timing.nanoTime().getAsLong();
        links = links.withoutOwner(connections);
        links.lease().execute(connection -> lease.release(connection, mine.ownership(), clean));
        LOG.log(
                Level.WARNING,
                "Typesense does not take this process'' key: another process may try; mend typesense.apiKey here");
    }

    private void lost(HeldLease mine) throws InterruptedException {
        ReplicationOwner former = owner;
        owner = null;
        held = null;
        if (former != null) {
            former.close(Duration.ZERO);
        }
        links = links.withoutOwner(connections);
        new LostLeaseRecovery(context(mine), schema, links.lease())
                .confess(mine.unanswered().all());
    }

    private void leave() throws InterruptedException {
        HeldLease mine = held;
        boolean clean = owner == null || owner.close(BATCH_PATIENCE);
        try {
            links.lease().execute(connection -> {
                if (mine != null) {
                    lease.release(connection, mine.ownership(), clean);
                }
                processRegistry.gone(connection);
            });
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the lease is not handed over; the next owner waits until it has run out", e);
        }
        links.close();
    }

    /** Hands over; returns after the given time at the latest. */
    void close(Duration patience) throws InterruptedException {
        closed = true;
        closing.signal();
        thread.join(patience.toMillis());
        links.close();
        thread.interrupt();
    }
}
