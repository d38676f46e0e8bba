package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.document.CollectionResolver;
import dev.typesync.event.ChangeBus;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.collection.CommittedDdl;
import dev.typesync.replicator.delivery.DatabaseTables;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.delivery.ReplicatorConnections;
import dev.typesync.replicator.lease.LocalWritePermit;
import dev.typesync.replicator.ledger.ExistingCollectionFinder;
import dev.typesync.replicator.ledger.MemoryLedger;
import dev.typesync.replicator.ledger.MemoryRecords;
import dev.typesync.replicator.queue.QueueBudget;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.status.CollectionStatus;
import dev.typesync.replicator.status.WaitingChanges;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.replicator.task.TaskRunner;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.MemorySource;
import dev.typesync.source.WakeUpSignal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ConnectionFactory connectionFactory;
    private final TypesenseCluster cluster;
    private final CommittedDdl ddl;
    private final TaskRunner maintenance;
    private final ChangeBus.Subscription subscription;
    private final ReentrantLock ownerLock = new ReentrantLock();
    private ReplicatorConnections connections; // this field and the next are guarded by ownerLock
    private ReplicationOwner owner;
    private final WakeUpSignal commits = new WakeUpSignal();
    private volatile boolean closed;

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
        this.connectionFactory = connectionFactory;
        this.cluster = cluster;
        this.ddl = new CommittedDdl(timing);
        this.maintenance = timing.openRunner("maintenance", 1);
        this.subscription = bus.onDefinitionChange(ddl::signal);
        this.connections = ReplicatorConnections.of(connectionFactory);
        this.owner = createOwner(connections);
    }

    private ReplicationOwner createOwner(ReplicatorConnections over) {
        OwnerContext context = new OwnerContext(
                config,
                ledger,
                new DatabaseTables(over, new CollectionResolver(), timing.nanoTime()),
                cluster,
                new LocalWritePermit(timing.nanoTime()),
                new QueueBudget(QueueBudget.DEFAULT_BYTES),
                timing);
        ReplicationOwner created = new ReplicationOwner(context, false, new MemorySource(outbox), commits, ddl);
        created.expectChangesOf(ledger.records().tables());
        return created;
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
        maintenance.add("the owner", this::replaceOwnerInTrouble);
    }

    /** If a task of the owner has failed or hangs, another owner begins with everything that is not acknowledged. */
    private Duration replaceOwnerInTrouble() throws InterruptedException {
        ownerLock.lockInterruptibly();
        try {
            Optional<TaskRunner.Trouble> trouble =
                    closed ? Optional.empty() : owner.trouble(config.delivery().lease());
            if (trouble.isPresent()) {
                replaceOwner(trouble.get());
            }
        } finally {
            ownerLock.unlock();
        }
        return config.delivery().lease().dividedBy(3);
    }

    private void replaceOwner(TaskRunner.Trouble trouble) throws InterruptedException {
        LOG.log(
                Level.WARNING,
                "the replicator of this process has stopped: " + trouble.task() + ": " + trouble.fact()
                        + "; it begins again; see the cause, and give the process more memory if it has run out of it",
                trouble.cause());
        owner.close(Duration.ZERO);
        connections.close();
        outbox.giveBackAll();
        connections = ReplicatorConnections.of(connectionFactory);
        owner = createOwner(connections);
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

    @Override
    public boolean awaitCommitted(Set<TableId> tables, Duration patience) throws InterruptedException {
        Set<TableId> complete = new HashSet<>();
        for (String name : config.collections().keySet()) {
            TableId table = ledger.records().table(name);
            if (table != null && ledger.records().state(name) == CollectionState.LIVE) {
                complete.add(table);
            }
        }
        complete.retainAll(tables);
        commits.signalUrgently();
        return outbox.awaitKeys(outbox.lastNumber(), patience, table -> !closed && complete.contains(table));
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
        closed = true;
        outbox.askAgain();
        maintenance.stop();
        closeOwner(lastBatches.dividedBy(2));
        if (!delivered) {
            LOG.log(
                    Level.WARNING,
                    "the process ends before all changes are delivered; {0} keys and marks are lost; the next start"
                            + " compares every collection with its table",
                    outbox.undelivered(outbox.lastNumber(), delivered()));
        }
    }

    private void closeOwner(Duration patience) throws InterruptedException {
        ownerLock.lockInterruptibly();
        try {
            owner.close(patience);
            connections.close();
        } finally {
            ownerLock.unlock();
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
