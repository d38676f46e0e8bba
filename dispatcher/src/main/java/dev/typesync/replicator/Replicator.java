package dev.typesync.replicator;

import static java.util.Objects.requireNonNull;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.WakeUp;
import dev.typesync.typesense.Collections;
import dev.typesync.typesense.TypesenseClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings every committed change of the configured tables to Typesense, as long as it is open.
 *
 * <p>Of all replicators on a database one is active, the owner of the lease; the others wait to take over. Starting one
 * neither blocks nor fails: whatever is missing (the database, Typesense, a table, a right) is logged, and waited for.
 * Thread-safe. All threads are daemons and named {@code typesync-…}; the JVM's exit waits for at most
 * {@link #CLOSE_PATIENCE}.
 */
public final class Replicator implements AutoCloseable {
    /** The longest that closing, and with it the exit of the JVM, waits. */
    public static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final TypesenseClient client;
    private final LeaseKeeper keeper;
    private final DeliveredCheck delivered;
    private final StatusReader statusReader;
    private final ChangeBus.Subscription subscription;
    private final Thread exitHook = new Thread(this::closeNow, "typesync-exit");
    private final AtomicBoolean closed = new AtomicBoolean();

    private Replicator(TypesyncConfig config, ConnectionFactory connections, ChangeBus bus, Timing timing) {
        WakeUp commits = new WakeUp();
        this.client = new TypesenseClient(config.typesense());
        Cluster cluster = new Cluster(new TypesenseStore(client), new Collections(config.typesense()));
        this.keeper = new LeaseKeeper(config, connections, cluster, timing, commits);
        this.delivered =
                new DeliveredCheck(keeper.schema(), config.collections().keySet(), timing);
        this.statusReader =
                new StatusReader(keeper.schema(), config.collections().keySet());
        this.subscription = bus.onCommit(commits::signal);
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

    static Replicator start(TypesyncConfig config, ConnectionFactory connections, ChangeBus bus, Timing timing) {
        Replicator replicator = new Replicator(
                requireNonNull(config, "config"),
                requireNonNull(connections, "connections"),
                requireNonNull(bus, "bus"),
                timing);
        Runtime.getRuntime().addShutdownHook(replicator.exitHook);
        replicator.keeper.start();
        return replicator;
    }

    /**
     * Returns when every change that was committed before the call is acknowledged by Typesense, and every collection
     * that can be is complete; works as well while another process is the owner. Keys that became dead letters count as
     * done.
     *
     * @throws TimeoutException if that takes longer; its message says what is waited for
     */
    public void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        delivered.await(keeper.links().lease(), timeout);
    }

    /** How each configured collection stands, as the database records it. */
    public List<CollectionStatus> status() throws SQLException {
        return keeper.links().lease().run(statusReader::read);
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
        subscription.close();
        try {
            keeper.close(CLOSE_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
