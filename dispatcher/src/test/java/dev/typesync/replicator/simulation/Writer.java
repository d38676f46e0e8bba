package dev.typesync.replicator.simulation;

import dev.typesync.outbox.TableId;
import dev.typesync.replicator.task.Task;
import dev.typesync.source.Change;
import dev.typesync.source.OutboxRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A session of the application. Its transactions change rows and write the keys, or a mark, into the outbox; then they
 * commit or roll back. Transactions of several sessions overlap.
 */
final class Writer implements Task {
    private static final double ROLLBACK = 0.1;

    private final World world;
    private final Set<String> lockedRows;
    private final Versions versions;
    private int left;
    private @Nullable Transaction open;

    /** Numbers the versions of rows; shared by all writers. */
    static final class Versions {
        private long last;

        long next() {
            return ++last;
        }
    }

    /** A transaction that is not committed. */
    private record Transaction(
            TableId table, Map<String, Long> changes, List<OutboxRow> outbox, List<String> locks, int crashes) {}

    Writer(World world, Set<String> lockedRows, Versions versions, int transactions) {
        this.world = world;
        this.lockedRows = lockedRows;
        this.versions = versions;
        this.left = transactions;
    }

    @Override
    public Duration step() {
        Transaction current = open;
        if (current != null) {
            open = null;
            end(current);
            return left == 0 ? FINISHED : world.scheduler.between(Duration.ZERO, Duration.ofMillis(800));
        }
        if (world.database.isDown()) {
            return Duration.ofMillis(100);
        }
        left--;
        open = begin();
        return world.scheduler.chance(0.7)
                ? Duration.ZERO
                : world.scheduler.between(Duration.ZERO, Duration.ofSeconds(2));
    }

    private Transaction begin() {
        List<TableId> tables = List.copyOf(world.database.now().rows().keySet());
        TableId table = tables.get(world.scheduler.random.nextInt(tables.size()));
        Transaction begun =
                new Transaction(table, new HashMap<>(), new ArrayList<>(), new ArrayList<>(), world.database.crashes());
        int changes = 1 + world.scheduler.random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            change(begun);
        }
        return begun;
    }

    private void change(Transaction transaction) {
        String key = "k" + world.scheduler.random.nextInt(world.plan.keys());
        String lock = transaction.table + " " + key;
        if (!lockedRows.add(lock)) {
            return;
        }
        transaction.locks.add(lock);
        boolean deleted = world.scheduler.chance(0.25);
        transaction.changes.put(key, deleted ? null : versions.next());
        if (world.plan.marks() && world.scheduler.chance(0.3)) {
            insert(transaction, new Change.Mark(transaction.table, at(), "bulk", null));
        } else {
            String spelling = !deleted && world.scheduler.chance(0.1) ? key + ".0" : key;
            insert(transaction, new Change.Keys(transaction.table, List.of(spelling), at()));
        }
    }

    private void insert(Transaction transaction, Change change) {
        long place = world.database.reservePlace();
        transaction.outbox.add(SimulatedOutbox.row(world, place, world.database.nextTransaction(), change));
    }

    private Instant at() {
        return Instant.EPOCH.plusNanos(world.scheduler.now());
    }

    private void end(Transaction transaction) {
        lockedRows.removeAll(transaction.locks);
        if (transaction.crashes != world.database.crashes()) {
            return;
        }
        boolean commits = !world.scheduler.chance(ROLLBACK);
        if (commits) {
            commit(transaction);
        }
        transaction.outbox.forEach(row -> world.database.endReservation(row.id().place(), commits));
        if (commits) {
            world.processes
                    .get(world.scheduler.random.nextInt(world.processes.size()))
                    .committed();
        }
    }

    private void commit(Transaction transaction) {
        Database.State before = world.database.now();
        long number = before.number() + 1;
        Map<TableId, TreeMap<String, Long>> rows = new HashMap<>(before.rows());
        TreeMap<String, Long> changed = new TreeMap<>(rows.get(transaction.table));
        transaction.changes.forEach((key, version) -> {
            if (version == null) {
                changed.remove(key);
            } else {
                changed.put(key, version);
            }
            world.audit.committed(transaction.table, key, version, number);
        });
        rows.put(transaction.table, changed);
        TreeMap<Long, Database.Committed> outbox = new TreeMap<>(before.outbox());
        transaction.outbox.forEach(row -> SimulatedOutbox.with(outbox, row, number));
        world.scheduler.trace("commit " + number + " " + transaction.table + " " + transaction.changes);
        world.database.commit(
                new Database.State(number, rows, outbox, before.lease(), before.records(), before.history()),
                !world.plan.asynchronousCommits());
    }

    /** Writes many keys in one transaction. */
    void flood(int keys) {
        TableId table = world.mappings.values().iterator().next().table();
        Transaction flood =
                new Transaction(table, new HashMap<>(), new ArrayList<>(), List.of(), world.database.crashes());
        for (int i = 0; i < keys; i++) {
            String key = "f" + i;
            flood.changes.put(key, versions.next());
            insert(flood, new Change.Keys(table, List.of(key), at()));
        }
        commit(flood);
        flood.outbox.forEach(row -> world.database.endReservation(row.id().place(), true));
    }
}
