package dev.typesync.replicator;

import static java.util.Objects.requireNonNull;

import dev.typesync.config.PlainHttp;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.status.CollectionStatus;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.replicator.store.TypesenseCollections;
import dev.typesync.replicator.store.TypesenseStore;
import dev.typesync.replicator.task.TaskThread;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.typesense.CollectionAdministration;
import dev.typesync.typesense.TypesenseClient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Delivers every committed change of the configured tables to Typesense, until it is closed. Thread-safe.
 *
 * <p>Of all replicators on a database one is active: the owner, which holds the lease. The others wait to take over.
 * With {@code durability: memory} there is no lease, and each replicator delivers the changes of its own process. The
 * start neither blocks nor fails. If something is missing (the database, Typesense, a table, a right), the replicator
 * logs it and waits for it. All threads are daemons, and their names start with {@code typesync-}. The exit of the JVM
 * waits for at most {@link #CLOSE_PATIENCE}.
 */
public final class Replicator implements CommittedDelivery, AutoCloseable {
    /** The longest time that {@link #close}, and so the exit of the JVM, waits. */
    public static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final TypesenseClient client;
    private final CollectionAdministration administration;
    private final Replication replication;
    private final Thread exitHook = new Thread(this::closeAtExit, "typesync-exit");
    private final AtomicBoolean closed = new AtomicBoolean();

    private Replicator(TypesyncConfig config, Function<TypesenseCluster, Replication> replication) {
        PlainHttp.warning(config.typesense()).ifPresent(warning -> LOG.log(Level.WARNING, warning));
        this.client = new TypesenseClient(config.typesense(), TaskThread::showLife);
        this.administration = new CollectionAdministration(config.typesense(), client);
        this.replication = replication.apply(
                new TypesenseCluster(new TypesenseStore(client), new TypesenseCollections(administration)));
    }

    /**
     * Starts a replicator for {@code durability: outbox}.
     *
     * @param connections opens plain connections to the primary, as the role that replicates
     * @param bus wakes the replicator after the commits of this process
     */
    public static Replicator start(TypesyncConfig config, ConnectionFactory connections, ChangeBus bus) {
        return start(config, connections, bus, Timing.system());
    }

    /**
     * Starts a replicator for {@code durability: memory}, which needs nothing in the database. It delivers only the
     * changes of this process. No other code may take changes from the outbox.
     *
     * @param connections opens plain connections to the primary, as a role that may SELECT
     * @param bus reports the DDL of this process
     */
    public static Replicator startInMemory(
            TypesyncConfig config, ConnectionFactory connections, MemoryOutbox outbox, ChangeBus bus) {
        return startInMemory(config, connections, outbox, bus, Timing.system());
    }

    static Replicator startInMemory(
            TypesyncConfig config, ConnectionFactory connections, MemoryOutbox outbox, ChangeBus bus, Timing timing) {
        requireNonNull(connections, "connections");
        requireNonNull(outbox, "outbox");
        requireNonNull(bus, "bus");
        return started(new Replicator(
                config, cluster -> new MemoryReplication(config, connections, cluster, timing, outbox, bus)));
    }

    static Replicator start(TypesyncConfig config, ConnectionFactory connections, ChangeBus bus, Timing timing) {
        requireNonNull(connections, "connections");
        requireNonNull(bus, "bus");
        return started(
                new Replicator(config, cluster -> new OutboxReplication(config, connections, cluster, timing, bus)));
    }

    private static Replicator started(Replicator replicator) {
        try {
            Runtime.getRuntime().addShutdownHook(replicator.exitHook);
        } catch (IllegalStateException exiting) {
            LOG.log(Level.DEBUG, "the JVM is shutting down already; the replicator ends with it", exiting);
        }
        replicator.replication.start();
        return replicator;
    }

    /**
     * Waits until Typesense has acknowledged every change that was committed before the call, and every collection is
     * complete, except those that wait for their table or are not typesync's. With {@code durability: outbox} it does
     * not matter which process delivers; with {@code memory} only the changes of this process count. Dead letters count
     * as delivered.
     *
     * @throws TimeoutException if it takes longer; the message says what is not delivered
     */
    public void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        replication.awaitDelivered(timeout);
    }

    /** Of all processes with {@code durability: outbox}, of this one with {@code memory}. */
    @Override
    public boolean awaitCommitted(Set<TableId> tables, Duration patience) throws InterruptedException {
        return replication.awaitCommitted(tables, patience);
    }

    /**
     * The status of each configured collection, from the database or, with {@code durability: memory}, this process.
     */
    public List<CollectionStatus> status() throws SQLException {
        return replication.status();
    }

    /** Waits for the batches in flight, hands the lease over, and ends all threads. */
    @Override
    public void close() {
        if (!closed.get()) {
            try {
                Runtime.getRuntime().removeShutdownHook(exitHook);
            } catch (IllegalStateException exiting) {
                return; // the exit hook is running and closes it
            }
            closeNow();
        }
    }

    /** On a daemon thread, because the close of a connection may block for longer than the exit may wait. */
    private void closeAtExit() {
        Thread closing = new Thread(this::closeNow, "typesync-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeNow() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            replication.close(CLOSE_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        administration.close();
        client.close();
    }
}
