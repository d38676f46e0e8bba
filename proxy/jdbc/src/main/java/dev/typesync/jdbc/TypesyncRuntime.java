package dev.typesync.jdbc;

import dev.typesync.capture.Capture;
import dev.typesync.config.Durability;
import dev.typesync.config.ReplicatorPlace;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.parser.StatementParser;
import dev.typesync.replicator.Replicator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of one configuration and database share in this JVM, whatever their role. Thread-safe; made by the first
 * connection, and alive until the JVM ends or the driver is deregistered. Nothing here is locked or waited for once the
 * first connection is through.
 */
final class TypesyncRuntime implements AutoCloseable {
    private static final ConcurrentMap<RuntimeKey, TypesyncRuntime> ALL = new ConcurrentHashMap<>();

    private final TypesyncConfig config;
    private final ReplicatorPlace place;
    private final ChangeBus bus;
    private final @Nullable MemoryOutbox memory; // null: the outbox is in the database
    private final Capture capture;
    private final RightsCheck rights;

    private final ReentrantLock starting = new ReentrantLock();
    private final Set<String> admitted = ConcurrentHashMap.newKeySet(); // roles
    private volatile @Nullable Replicator replicator;

    private TypesyncRuntime(TypesyncConfig config, ReplicatorPlace place) {
        this.config = config;
        this.place = place;
        this.bus = ChangeBus.withListenersOf(classLoader());
        this.memory = config.delivery().durability() == Durability.MEMORY
                ? new MemoryOutbox(config.delivery().maxOutboxKeys(), Clock.systemUTC())
                : null;
        this.capture = Capture.of(config, new StatementParser(), bus, memory);
        this.rights = new RightsCheck(
                new OutboxSchema(config.database().schema()),
                new TableRights(config.collections().values()));
    }

    static TypesyncRuntime of(RuntimeKey key, TypesyncConfig config) {
        TypesyncRuntime known = ALL.get(key);
        return known != null ? known : ALL.computeIfAbsent(key, absent -> new TypesyncRuntime(config, key.place()));
    }

    /** Ends the replicators of all runtimes. */
    static void closeAll() {
        ALL.values().forEach(TypesyncRuntime::close);
        ALL.clear();
    }

    TypesyncConfig config() {
        return config;
    }

    Capture capture() {
        return capture;
    }

    /**
     * Checks, once a role, what writing connections need, and starts the replicator with the first of them. A connection
     * that cannot write a replicated table needs nothing.
     *
     * @param connection outside of a transaction, and left like that
     * @param own how typesync opens connections of its own
     * @throws SQLException with the remedy where rights are missing; the next connection is checked again
     */
    void admit(Connection connection, ReplicatorLogin own) throws SQLException {
        String role = connection.getMetaData().getUserName();
        if (admitted.contains(role)) {
            return;
        }
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.setAutoCommit(
                    true); // a pool may hand it out like that; our queries must not begin a transaction
        }
        try {
            if (rights.tables().mayWriteAny(connection)) {
                requireOnce(role, connection, own);
            }
        } finally {
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        }
    }

    private void requireOnce(String role, Connection connection, ReplicatorLogin own) throws SQLException {
        starting.lock();
        try {
            boolean replicates = place == ReplicatorPlace.EMBEDDED && replicator == null;
            if (memory == null) {
                rights.require(connection, replicates ? own : null);
            } else if (place == ReplicatorPlace.EXTERNAL) {
                throw DriverErrors.invalidOption(
                        "with delivery.durability: memory the replicator has to be in this process:"
                                + " remove typesync.replicator=external, or use durability: outbox");
            } else if (replicates) {
                rights.requireReading(connection, own);
            }
            if (replicates) {
                start(own);
            }
            admitted.add(role);
        } finally {
            starting.unlock();
        }
    }

    private void start(ReplicatorLogin own) {
        Replicator started =
                memory == null ? Replicator.start(config, own, bus) : Replicator.startInMemory(config, own, memory);
        replicator = started;
        ExitHook.closeAtExit(started);
    }

    /** Returns when every change committed so far is acknowledged by Typesense. */
    void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        Replicator running = replicator;
        if (running == null) {
            throw new IllegalStateException(
                    place == ReplicatorPlace.EXTERNAL
                            ? "delivery.replicator is external: this process does not know what is delivered"
                            : "no connection has written yet");
        }
        running.awaitDelivered(timeout);
    }

    @Override
    public void close() {
        bus.close();
        Replicator running = replicator;
        if (running != null) {
            running.close();
        }
    }

    private static ClassLoader classLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? TypesyncRuntime.class.getClassLoader() : context;
    }
}
