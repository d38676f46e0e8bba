package dev.typesync.replicator.simulation;

import dev.typesync.outbox.TableId;
import dev.typesync.replicator.ledger.RecordedCollection;
import dev.typesync.source.OutboxRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A model of a PostgreSQL server. Its committed state is an immutable value, so a snapshot is a reference. Commits are
 * durable when the log is flushed; a crash loses some of the others, and a fail-over loses flushed ones too.
 */
final class Database {
    /** What the lease row says. */
    record Lease(String owner, long epoch, long untilNanos, boolean handedOver) {}

    /** A committed row of the outbox with the number of its commit. */
    record Committed(OutboxRow row, long commit) {}

    /**
     * Everything that is committed.
     *
     * @param number of the last commit
     * @param rows the version of each row, by table and key
     * @param outbox by place
     * @param history the recorded identity of the server
     */
    record State(
            long number,
            Map<TableId, TreeMap<String, Long>> rows,
            TreeMap<Long, Committed> outbox,
            @Nullable Lease lease,
            Map<String, RecordedCollection> records,
            @Nullable String history) {
        State with(UnaryOperator<TreeMap<Long, Committed>> change) {
            return new State(number + 1, rows, change.apply(new TreeMap<>(outbox)), lease, records, history);
        }

        State withLease(Lease taken) {
            return new State(number + 1, rows, outbox, taken, records, history);
        }

        State withRecord(String name, RecordedCollection recorded) {
            Map<String, RecordedCollection> changed = new HashMap<>(records);
            changed.put(name, recorded);
            return new State(number + 1, rows, outbox, lease, changed, history);
        }

        State withHistory(String identity) {
            return new State(number + 1, rows, outbox, lease, records, identity);
        }

        State withoutHandOver() {
            return lease == null ? this : withLease(new Lease(lease.owner(), lease.epoch(), lease.untilNanos(), false));
        }
    }

    private static final int ROWS_OF_A_BLOCK = 3;
    private static final int REMEMBERED = 40;

    private final Scheduler scheduler;
    private final List<State> unflushed = new ArrayList<>();
    private final List<State> flushedBefore = new ArrayList<>();
    private final Set<Long> reservedPlaces = new HashSet<>();
    private State flushed;
    private State current;
    private int timeline = 1;
    private long transactions;
    private int crashes;
    private long downUntilNanos;

    Database(Scheduler scheduler, List<TableId> tables) {
        this.scheduler = scheduler;
        Map<TableId, TreeMap<String, Long>> rows = new HashMap<>();
        tables.forEach(table -> rows.put(table, new TreeMap<>()));
        current = new State(0, rows, new TreeMap<>(), null, Map.of(), null);
        flushed = current;
    }

    State now() {
        return current;
    }

    /** An older state, for a broken read. */
    State before(int commits) {
        int from = unflushed.size() - 1 - commits;
        return from >= 0
                ? unflushed.get(from)
                : flushedBefore.isEmpty() ? flushed : flushedBefore.get(Math.max(0, flushedBefore.size() + from));
    }

    String identity() {
        return "timeline " + timeline;
    }

    int crashes() {
        return crashes;
    }

    boolean isDown() {
        return scheduler.now() < downUntilNanos;
    }

    boolean hasOpenTransactions() {
        return !reservedPlaces.isEmpty();
    }

    long nextTransaction() {
        return ++transactions;
    }

    void commit(State next, boolean synchronous) {
        current = next;
        unflushed.add(next);
        if (synchronous) {
            flush();
        }
    }

    void flush() {
        flushedBefore.add(flushed);
        flushedBefore.addAll(unflushed);
        if (flushedBefore.size() > REMEMBERED) {
            flushedBefore.subList(0, flushedBefore.size() - REMEMBERED).clear();
        }
        unflushed.clear();
        flushed = current;
    }

    /** The place for a new row; it may be one that a vacuum has freed. */
    long reservePlace() {
        long block = 0;
        long number = 1;
        while (isUsed((block << 16) + number)) {
            number++;
            if (number > ROWS_OF_A_BLOCK) {
                number = 1;
                block++;
            }
        }
        long place = (block << 16) + number;
        reservedPlaces.add(place);
        return place;
    }

    private final Set<Long> dead = new HashSet<>();

    private boolean isUsed(long place) {
        return current.outbox().containsKey(place) || reservedPlaces.contains(place) || dead.contains(place);
    }

    void endReservation(long place, boolean committed) {
        reservedPlaces.remove(place);
        if (!committed) {
            dead.add(place);
        }
    }

    void recordDead(long place) {
        dead.add(place);
    }

    void vacuum() {
        dead.clear();
    }

    /** All transactions end. Commits that were not flushed may be lost. */
    void crash(Duration downtime) {
        List<State> possible = new ArrayList<>(List.of(flushed));
        possible.addAll(unflushed);
        continueFrom(possible.get(scheduler.random.nextInt(possible.size())), downtime);
        scheduler.trace("crash; the last commit is " + current.number());
    }

    /** Another server goes on with an older state and a new timeline. The records of collections are not older. */
    void failOver(Duration downtime) {
        List<State> possible = new ArrayList<>(flushedBefore);
        possible.removeIf(state -> !state.records().equals(flushed.records()));
        possible.add(flushed);
        continueFrom(possible.get(scheduler.random.nextInt(possible.size())), downtime);
        timeline++;
        scheduler.trace("fail-over; the last commit is " + current.number());
    }

    private void continueFrom(State state, Duration downtime) {
        crashes++;
        current = state;
        flushed = state;
        unflushed.clear();
        flushedBefore.removeIf(earlier -> earlier.number() >= state.number());
        reservedPlaces.clear();
        dead.clear();
        downUntilNanos = scheduler.now() + downtime.toNanos();
    }
}
