package dev.typesync.jdbc;

import dev.typesync.capture.Capture;
import dev.typesync.config.Durability;
import dev.typesync.config.ReplicatorPlace;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.parser.StatementParser;
import dev.typesync.replicator.CommitWait;
import dev.typesync.replicator.CommittedDelivery;
import dev.typesync.replicator.DeliveryObserver;
import dev.typesync.replicator.Replicator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds what all connections with the same configuration and database share in this JVM, for all roles. The first
 * connection creates it, and it lives until the JVM exits or the driver is deregistered. Thread-safe. After the first
 * connection of a role, nothing here locks or waits.
 */
final class TypesyncRuntime implements AutoCloseable {
    private static final ConcurrentMap<RuntimeKey, TypesyncRuntime> ALL = new ConcurrentHashMap<>();

    private final TypesyncConfig config;
    private final ReplicatorPlace place;
    private final ChangeBus bus;
    private final @Nullable MemoryOutbox memory; // null: the outbox is in the database
    private final Capture capture;
    private final RightsCheck rights;

    private final ReentrantLock startLock = new ReentrantLock();
    private final Set<String> admittedRoles = ConcurrentHashMap.newKeySet();
    private volatile @Nullable StartedReplicator replicator;
    private volatile @Nullable DeliveryObserver observer; // guarded by startLock when it is set

    private TypesyncRuntime(TypesyncConfig config, ReplicatorPlace place) {
        TypesyncDriver.ensureRegistered();
        this.config = config;
        this.place = place;
        this.bus = ChangeBus.withListenersOf(classLoader());
        this.memory = config.delivery().durability() == Durability.MEMORY
                ? new MemoryOutbox(config.delivery().maxOutboxKeys(), Clock.systemUTC())
                : null;
        this.capture = Capture.of(config, new StatementParser(), bus, memory);
        this.rights = new RightsCheck(
                new OutboxSchema(config.database().schema()),
                List.copyOf(config.collections().values()));
    }

    static TypesyncRuntime of(RuntimeKey key, TypesyncConfig config) {
        TypesyncRuntime runtime = ALL.get(key);
        return runtime != null ? runtime : ALL.computeIfAbsent(key, absent -> new TypesyncRuntime(config, key.place()));
    }

    /** Closes the replicators of all runtimes. Afterwards nothing of them keeps the class loader alive. */
    static void closeAll() {
        ALL.values().forEach(TypesyncRuntime::close);
        ALL.clear();
        RecordMethods.forgetLastRecord();
    }

    Capture capture() {
        return capture;
    }

    /**
     * Checks once per role what writing connections need, and prepares the replicator with the first of them; the caller
     * lets {@link #startReplicator} follow. Nothing is required of a connection that cannot write a replicated table.
     *
     * @param connection outside of a transaction; none is open afterwards
     * @param replicatorLogin opens typesync's connections
     * @throws SQLException with the remedy if rights are missing; the next connection is checked again
     */
    void admit(Connection connection, ReplicatorLogin replicatorLogin) throws SQLException {
        String role = connection.getMetaData().getUserName();
        if (admittedRoles.contains(role)) {
            return;
        }
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.setAutoCommit(true); // a pool may turn it off; the queries here must not begin a transaction
        }
        try {
            TableRights tables = rights.ofTables(connection);
            if (tables.mayWriteAny()) {
                requireRights(role, connection, tables, replicatorLogin);
            }
        } finally {
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        }
    }

    private void requireRights(String role, Connection connection, TableRights tables, ReplicatorLogin replicatorLogin)
            throws SQLException {
        startLock.lock();
        try {
            boolean startsReplicator = place == ReplicatorPlace.EMBEDDED && replicator == null;
            if (memory == null) {
                rights.require(connection, tables, startsReplicator ? replicatorLogin : null);
                if (place == ReplicatorPlace.EXTERNAL) {
                    rights.schema().warnOfOwner(connection);
                    observe(replicatorLogin);
                }
            } else if (place == ReplicatorPlace.EXTERNAL) {
                throw DriverErrors.invalidOption(
                        "with delivery.durability: memory the replicator must run in this process:"
                                + " remove typesync.replicator=external, or use durability: outbox");
            } else if (startsReplicator) {
                rights.requireRead(connection, tables, replicatorLogin);
            }
            if (startsReplicator) {
                prepareReplicator(replicatorLogin);
            }
            admittedRoles.add(role);
        } finally {
            startLock.unlock();
        }
    }

    /** The replicator runs in another process. */
    private void observe(ReplicatorLogin replicatorLogin) {
        if (observer == null) {
            DeliveryObserver made = new DeliveryObserver(config, replicatorLogin);
            observer = made;
            waitOnCommit(made);
        }
    }

    private void waitOnCommit(CommittedDelivery delivery) {
        Duration longest = config.delivery().waitOnCommit();
        if (!longest.isZero()) {
            bus.waitAfterCommit(new CommitWait(delivery, longest)::await);
        }
    }

    private void prepareReplicator(ReplicatorLogin replicatorLogin) {
        // In memory the exit of the JVM delivers what waits, so a program that ends soon must have a replicator by
        // then.
        StartedReplicator prepared = memory == null
                ? StartedReplicator.prepared(() -> Replicator.start(config, replicatorLogin, bus))
                : StartedReplicator.of(Replicator.startInMemory(config, replicatorLogin, memory, bus));
        replicator = prepared;
        waitOnCommit(prepared);
    }

    /** Starts the replicator that {@link #admit} has prepared, if there is one. Every opening ends with this. */
    void startReplicator() {
        StartedReplicator prepared = replicator;
        if (prepared != null) {
            prepared.begin();
        }
    }

    /** Waits until Typesense has acknowledged every change that is committed now. */
    void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        StartedReplicator running = replicator;
        DeliveryObserver watching = observer;
        if (running != null) {
            running.awaitDelivered(timeout);
        } else if (watching != null) {
            watching.awaitDelivered(timeout);
        } else {
            throw new IllegalStateException("no connection has written yet");
        }
    }

    @Override
    public void close() {
        bus.close();
        StartedReplicator running = replicator;
        if (running != null) {
            running.close();
        }
        DeliveryObserver watching = observer;
        if (watching != null) {
            watching.close();
        }
    }

    private static ClassLoader classLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? TypesyncRuntime.class.getClassLoader() : context;
    }
}
