package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.document.CollectionResolver;
import dev.typesync.event.ChangeBus;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.collection.CommittedDdl;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.delivery.ReplicatorConnections;
import dev.typesync.replicator.lease.LocalWritePermit;
import dev.typesync.replicator.ledger.ExistingCollectionFinder;
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
import java.util.function.Predicate;

/**
 * Replication with {@code durability: memory}: this process delivers its own changes from its memory. It needs no lease
 * and no object in the database. Thread-safe.
 *
 * <p>Changes that an earlier process did not deliver are lost, and rows may have changed while no process ran.
 * Therefore each collection that already exists is compared with its table once.
 */
final class MemoryReplication implements Replication {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(20);

    private final TypesyncConfig config;
    private final Timing timing;
    private final MemoryOutbox outbox;
    private final MemoryLedger ledger;
    private final ReplicatorConnections connections;
    private final ReplicationOwner owner;
    private final ChangeBus.Subscription subscription;

    MemoryReplication(
            TypesyncConfig config,
            ConnectionFactory connectionFactory,
            TypesenseCluster cluster,
            Timing timing,
            MemoryOutbox outbox,
            ChangeBus bus) {
        this.config = config;
        this.timing = timing;
        this.outbox = outbox;
        this.ledger = new MemoryLedger(outbox, new MemoryRecords(new ExistingCollectionFinder(cluster.collections())));
        this.connections = ReplicatorConnections.of(connectionFactory);
        OwnerContext context =
                new OwnerContext(config, ledger, connections, cluster, new LocalWritePermit(timing.nanoTime()), timing);
        CommittedDdl ddl = new CommittedDdl(timing);
        this.owner = new ReplicationOwner(context, new CollectionResolver(), false, new MemorySource(outbox), ddl);
        this.subscription = bus.onDefinitionChange(ddl::signal);
    }

    @Override
    public void start() {
        LOG.log(
                Level.INFO,
                "delivery.durability is memory: changes wait in this process only. A crash loses the waiting changes;"
                        + " the next start compares every collection with its table. Each instance delivers only its"
                        + " own changes. If two instances change a row at the same time, its document may keep the"
                        + " earlier state. With durability: outbox there are no such limits");
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
                        "not all changes were delivered within " + timeout.toMillis() + " ms: " + waitingFor);
            }
            timing.pause(CHECK_INTERVAL);
            waitingFor = waitingFor(upTo);
        }
    }

    /** What is not delivered yet; empty if everything is. */
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

    /** First delivers what waits, as far as the time allows, because no other process can. */
    @Override
    public void close(Duration patience) throws InterruptedException {
        subscription.close();
        Duration lastBatches = patience.dividedBy(5); // after the delivery, none is in flight
        boolean delivered = deliverRest(patience.minus(lastBatches));
        owner.close(lastBatches.dividedBy(2));
        connections.close();
        if (!delivered) {
            LOG.log(
                    Level.WARNING,
                    "the process ends before all changes are delivered; {0} keys and marks are lost; the next start"
                            + " compares every collection with its table",
                    outbox.undelivered(outbox.lastNumber(), delivered()));
        }
    }

    /** A process may end so soon after its start that its collections have not found their tables yet. */
    private boolean deliverRest(Duration patience) throws InterruptedException {
        long deadline = timing.nanoTime().getAsLong() + patience.toNanos();
        long left = patience.toNanos();
        while (left > 0 && isSearching() && outbox.undelivered(outbox.lastNumber(), any -> true) > 0) {
            timing.pause(CHECK_INTERVAL);
            left = deadline - timing.nanoTime().getAsLong();
        }
        return outbox.awaitDelivered(Duration.ofNanos(Math.max(0, left)), delivered());
    }

    /** The tables whose changes are delivered; as long as a collection searches its table, that may be any. */
    private Predicate<TableId> delivered() {
        return isSearching() ? any -> true : tables()::contains;
    }

    private boolean isSearching() {
        return config.collections().keySet().stream()
                .anyMatch(name -> ledger.records().state(name) == CollectionState.LOADING
                        && ledger.records().table(name) == null);
    }
}
