package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.document.CollectionResolver;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.delivery.DatabaseLinks;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.lease.UnsharedTenure;
import dev.typesync.replicator.ledger.ExistingCollections;
import dev.typesync.replicator.ledger.MemoryLedger;
import dev.typesync.replicator.ledger.MemoryRecords;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.status.CollectionStatus;
import dev.typesync.replicator.status.WaitingChanges;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.MemorySource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Replication of this process' own changes, from its memory: without a lease, without any object in the database.
 *
 * <p>What an earlier process had not delivered is lost, and rows may have changed while none ran: each collection that is
 * found is compared with its table once.
 */
final class MemoryReplication implements Replication {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final TypesyncConfig config;
    private final Timing timing;
    private final MemoryOutbox outbox;
    private final MemoryLedger ledger;
    private final DatabaseLinks links;
    private final ReplicationOwner owner;

    MemoryReplication(
            TypesyncConfig config,
            ConnectionFactory connections,
            TypesenseCluster cluster,
            Timing timing,
            MemoryOutbox outbox) {
        this.config = config;
        this.timing = timing;
        this.outbox = outbox;
        this.ledger = new MemoryLedger(outbox, new MemoryRecords(new ExistingCollections(cluster.collections())));
        this.links = DatabaseLinks.of(connections);
        OwnerContext context =
                new OwnerContext(config, ledger, links, cluster, new UnsharedTenure(timing.nanoTime()), timing);
        this.owner = new ReplicationOwner(context, new CollectionResolver(), false, new MemorySource(outbox));
    }

    @Override
    public void start() {
        LOG.log(
                Level.INFO,
                "delivery.durability is memory: changes wait in this process only. A crash loses those that wait; the next"
                        + " start compares every collection with its table. Of several instances each delivers its own"
                        + " changes, and two that change a row at the same time may leave its document as the earlier"
                        + " left it. durability: outbox has neither limit");
        owner.start();
    }

    @Override
    public void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        long upTo = outbox.lastNumber();
        long deadline = timing.nanoTime().getAsLong() + timeout.toNanos();
        String waitingFor = waitingFor(upTo);
        while (!waitingFor.isEmpty()) {
            if (timing.nanoTime().getAsLong() - deadline >= 0) {
                throw new TimeoutException(
                        "not everything was delivered within " + timeout.toMillis() + " ms: " + waitingFor);
            }
            timing.pause(LOOK_EVERY);
            waitingFor = waitingFor(upTo);
        }
    }

    /** Empty if nothing is. */
    private String waitingFor(long upTo) {
        Set<CollectionState> complete = Set.of(CollectionState.LIVE, CollectionState.WAITING, CollectionState.FOREIGN);
        long incomplete = config.collections().keySet().stream()
                .filter(name -> !complete.contains(ledger.records().state(name)))
                .count();
        if (incomplete > 0) {
            return incomplete + " collections are not complete yet";
        }
        long undelivered = outbox.undelivered(upTo, tables()::contains);
        return undelivered == 0 ? "" : undelivered + " changes wait";
    }

    private Set<TableId> tables() {
        Set<TableId> tables = new HashSet<>();
        for (String name : config.collections().keySet()) {
            TableId table = ledger.records().table(name);
            if (table != null) {
                tables.add(table);
            }
        }
        return tables;
    }

    @Override
    public List<CollectionStatus> status() {
        Instant now = timing.clock().instant();
        return config.collections().keySet().stream()
                .map(name -> ledger.records()
                        .status(name, waiting(name, now), ledger.rejected(name).count()))
                .toList();
    }

    private WaitingChanges waiting(String name, Instant now) {
        TableId table = ledger.records().table(name);
        return WaitingChanges.of(table == null ? List.of() : outbox.entriesOf(table), name, now);
    }

    /** Delivers what waits, as far as the time allows: nobody else will. */
    @Override
    public void close(Duration patience) throws InterruptedException {
        Duration half = patience.dividedBy(2);
        boolean delivered = outbox.awaitDelivered(half, tables()::contains);
        owner.close(half.minusMillis(500));
        links.close();
        if (!delivered) {
            LOG.log(
                    Level.WARNING,
                    "the process ends before all changes are delivered ({0} keys and marks are lost): the next start"
                            + " compares every collection with its table",
                    outbox.undelivered(outbox.lastNumber(), tables()::contains));
        }
    }
}
