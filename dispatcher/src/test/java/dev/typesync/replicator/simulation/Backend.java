package dev.typesync.replicator.simulation;

import java.sql.SQLException;
import java.time.Duration;

/** One connection of a process to the database. One call runs at a time. A call may fail before or after its effect. */
final class Backend {
    private final World world;
    private final SimulatedHistory history;
    private final SimulatedLock lock;
    private boolean connected;
    private int connectedTo;
    private boolean closed;

    Backend(World world, SimulatedHistory history) {
        this.world = world;
        this.history = history;
        this.lock = new SimulatedLock(world.scheduler);
    }

    /** The effect of a statement; it happens at one moment. */
    @FunctionalInterface
    interface Effect<T> {
        T happen() throws SQLException;
    }

    void close() {
        closed = true;
    }

    <T> T call(String statement, Effect<T> effect) throws SQLException {
        lock.lock();
        try {
            int crashes = world.database.crashes();
            connected &= crashes == connectedTo;
            if (!connected) {
                connect(crashes);
            }
            world.pass(statement);
            failIfUnusable(crashes);
            if (world.fault(world.plan.hang())) {
                hang();
            }
            failIfUnusable(crashes);
            T result = effect.happen();
            world.pass(statement + " done");
            failIfUnusable(crashes);
            return result;
        } finally {
            lock.unlock();
        }
    }

    private void connect(int crashes) throws SQLException {
        world.pass("connect");
        failIfUnusable(crashes);
        history.checkAgain();
        connected = true;
        connectedTo = crashes;
    }

    private void hang() throws SQLException {
        world.scheduler.await(
                world.scheduler.between(Duration.ofSeconds(1), World.LEASE.multipliedBy(2)), () -> closed);
        throw failure("timed out", "08006");
    }

    private void failIfUnusable(int crashes) throws SQLException {
        if (closed) {
            throw failure("closed", "08003");
        }
        if (world.database.isDown()) {
            throw failure("refused", "08001");
        }
        if (world.database.crashes() != crashes || world.fault(world.plan.cut())) {
            throw failure("cut", "08006");
        }
    }

    private SQLException failure(String fact, String state) {
        world.scheduler.trace(fact);
        connected = false;
        return new SQLException("simulated: " + fact, state);
    }
}
