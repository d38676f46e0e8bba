package dev.typesync.replicator;

import static java.util.Objects.requireNonNull;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.replicator.status.CollectionStatus;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.replicator.store.TypesenseStore;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.typesense.CollectionAdministration;
import dev.typesync.typesense.TypesenseClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Brings every committed change of the configured tables to Typesense, as long as it is open.
 *
 * <p>Of all replicators on a database one is active, the owner of the lease; the others wait to take over. With
 * {@code durability: memory} there is no lease, and each delivers what its own process changes. Starting one
 * neither blocks nor fails: whatever is missing (the database, Typesense, a table, a right) is logged, and waited for.
 * Thread-safe. All threads are daemons and named {@code typesync-…}; the JVM's exit waits for at most
 * {@link #CLOSE_PATIENCE}.
 */
public final class Replicator implements AutoCloseable {
    /** The longest that closing, and with it the exit of the JVM, waits. */
    public static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final TypesenseClient client;
    private final Replication replication;
    private final Thread exitHook = new Thread(this::closeNow, "typesync-exit");
    private final AtomicBoolean closed = new AtomicBoolean();

    private Replicator(TypesyncConfig config, Function<TypesenseCluster, Replication> replication) {
        this.client = new TypesenseClient(config.typesense());
        TypesenseCluster cluster =
                new TypesenseCluster(new TypesenseStore(client), new CollectionAdministration(config.typesense()));
        this.replication = replication.apply(cluster);
    }

    /**
     * Starts one.
     *
     * @param connections opens plain connections to the primary, as the role that replicates
     * @param bus wakes it after the commits of this process
     */
    public static Replicator start(TypesyncConfig config, ConnectionFactory connections, ChangeBus bus) {
        return start(config, connections, bus, Timing.system());
    }

    /**
     * Starts one for {@code durability: memory}, which needs nothing in the database. It delivers the changes of this
     * process only, and is the only one that takes from its outbox.
     *
     * @param connections opens plain connections to the primary, as a role that may SELECT
     */
    public static Replicator startInMemory(TypesyncConfig config, ConnectionFactory connections, MemoryOutbox outbox) {
        requireNonNull(connections, "connections");
        requireNonNull(outbox, "outbox");
        return started(new Replicator(
                config, cluster -> new MemoryReplication(config, connections, cluster, Timing.system(), outbox)));
    }

    static Replicator start(TypesyncConfig config, ConnectionFactory connections, ChangeBus bus, Timing timing) {
        requireNonNull(connections, "connections");
        requireNonNull(bus, "bus");
        return started(
                new Replicator(config, cluster -> new OutboxReplication(config, connections, cluster, timing, bus)));
    }

    private static Replicator started(Replicator replicator) {
        Runtime.getRuntime().addShutdownHook(replicator.exitHook);
        replicator.replication.start();
        return replicator;
    }

    /**
     * Returns when every change that was committed before the call is acknowledged by Typesense, and every collection
     * that can be is complete; with the outbox in the database, whichever process delivers, and with memory the changes of
     * this process. Keys that became dead letters count as done.
     *
     * @throws TimeoutException if that takes longer; its message says what is waited for
     */
    public void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        replication.awaitDelivered(timeout);
    }

    /** How each configured collection stands, as the database records it, or this process where it keeps that to itself. */
    public List<CollectionStatus> status() throws SQLException {
        return replication.status();
    }

    /** Lets batches under way end, hands the lease over, and ends all threads. */
    @Override
    public void close() {
        if (!closed.get()) {
            try {
                Runtime.getRuntime().removeShutdownHook(exitHook);
            } catch (IllegalStateException exiting) {
                return; // the hook runs already, and closes
            }
            closeNow();
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
        client.close();
    }
}
