package dev.typesync.replicator.simulation;

import dev.typesync.replicator.lease.LeaseTable;
import dev.typesync.source.Ownership;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lease row of the modelled database, by the clock of that database. */
record SimulatedLease(World world, SimulatedProcess process, Backend backend) implements LeaseTable {
    @Override
    public Optional<Grant> acquire() throws SQLException {
        return backend.call("acquire", () -> {
            Database.Lease before = world.database.now().lease();
            if (before != null && !before.handedOver() && before.untilNanos() >= world.scheduler.now()) {
                return Optional.empty();
            }
            long epoch = before == null ? 1 : before.epoch() + 1;
            store(new Database.Lease(process.name(), epoch, until(), false), !world.plan.asynchronousCommits());
            world.scheduler.trace("takes epoch " + epoch);
            return Optional.of(new Grant(new Ownership(process.name(), epoch), before == null || before.handedOver()));
        });
    }

    @Override
    public boolean renew(Ownership ownership) throws SQLException {
        return backend.call("renew", () -> {
            Database.Lease held = held(world, ownership);
            if (held != null) {
                store(new Database.Lease(held.owner(), held.epoch(), until(), held.handedOver()), flushes());
            }
            return held != null;
        });
    }

    private boolean flushes() {
        return world.broken != Rule.FLUSH;
    }

    @Override
    public void release(Ownership ownership, boolean clean) throws SQLException {
        backend.call("release " + clean, () -> {
            Database.Lease held = held(world, ownership);
            if (held != null) {
                store(
                        new Database.Lease(held.owner(), held.epoch(), world.scheduler.now(), clean),
                        !world.plan.asynchronousCommits());
            }
            return true;
        });
    }

    static Database.@Nullable Lease held(World world, Ownership ownership) {
        Database.Lease lease = world.database.now().lease();
        return lease != null && lease.owner().equals(ownership.process()) && lease.epoch() == ownership.epoch()
                ? lease
                : null;
    }

    private long until() {
        return world.scheduler.now() + World.LEASE.toNanos();
    }

    private void store(Database.Lease lease, boolean synchronous) {
        world.database.commit(world.database.now().withLease(lease), synchronous);
    }
}
