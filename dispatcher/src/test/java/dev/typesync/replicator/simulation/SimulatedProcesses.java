package dev.typesync.replicator.simulation;

import dev.typesync.replicator.lease.ProcessTable;
import java.sql.SQLException;

/** The table of the processes in the modelled database. All have one configuration. */
record SimulatedProcesses(World world, SimulatedProcess process, Backend backend) implements ProcessTable {
    @Override
    public void heartbeat() throws SQLException {
        backend.call("heartbeat", () -> world.heartbeats.put(process.name(), world.scheduler.now()));
    }

    @Override
    public void unregister() throws SQLException {
        backend.call("unregister", () -> world.heartbeats.remove(process.name()));
    }

    @Override
    public int countOtherCandidates() throws SQLException {
        long since = world.scheduler.now() - World.LEASE.multipliedBy(3).toNanos();
        return backend.call("count candidates", () -> (int) world.heartbeats.entrySet().stream()
                .filter(other -> !other.getKey().equals(process.name()) && other.getValue() > since)
                .count());
    }

    @Override
    public int countWithOtherConfiguration() throws SQLException {
        return backend.call("count configurations", () -> 0);
    }
}
