package dev.typesync.outbox;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of {@code durability: memory}: the changes that this process has committed and not delivered yet. It holds
 * each key once, however often the row changed.
 *
 * <p>The number of waiting keys is limited. Above the limit, the keys of the table with the most keys become one mark.
 * Calls that add something are numbered, so that a caller can wait for everything added before. Thread-safe; adding
 * neither blocks nor throws.
 */
public final class MemoryOutbox {
    /** The largest number of waiting keys, even if the configuration allows more. A key takes some hundred bytes. */
    public static final int MAX_KEYS = 1_000_000;

    private static final Logger LOG = System.getLogger("dev.typesync.outbox");

    private final long maxKeys;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition delivered = lock.newCondition();
    private final Map<TableId, WaitingTable> tables = new LinkedHashMap<>();
    private final Set<MemoryEntry> inFlight = new HashSet<>();
    private final List<Runnable> signals = new CopyOnWriteArrayList<>();
    private long number;
    private long waitingKeys;

    /** @param maxKeys {@code delivery.maxOutboxKeys} */
    public MemoryOutbox(long maxKeys, Clock clock) {
        this.maxKeys = Math.min(maxKeys, MAX_KEYS);
        this.clock = requireNonNull(clock, "clock");
    }

    /** Runs the signal on the calling thread after each addition. It must return immediately. */
    public void onChange(Runnable signal) {
        signals.add(signal);
    }

    /** Adds keys of changed rows. The COMMIT of their transaction must have returned. */
    public void addKeys(TableId table, Collection<String> keys) {
        long collapsed = 0;
        lock.lock();
        try {
            waitingKeys += table(table).add(keys, nextArrival());
            if (waitingKeys > maxKeys) {
                collapsed = collapse();
            }
        } finally {
            lock.unlock();
        }
        signals.forEach(Runnable::run);
        if (collapsed > 0) {
            LOG.log(
                    Level.WARNING,
                    "more than {0} keys wait in memory: {1} keys of one table became a mark; the table is compared when"
                            + " changes can be delivered again; earlier log entries say why they cannot",
                    maxKeys,
                    collapsed);
        }
    }

    /**
     * Adds a mark: the table is marked for comparison, because the changed rows are not known.
     *
     * @param collection the only collection that the mark concerns; null: all collections of the table
     */
    public void addMark(TableId table, String cause, @Nullable String collection) {
        lock.lock();
        try {
            table(table).addMark(cause, collection, nextArrival());
        } finally {
            lock.unlock();
        }
        signals.forEach(Runnable::run);
    }

    private MemoryEntry.Arrival nextArrival() {
        return new MemoryEntry.Arrival(++number, Instant.now(clock));
    }

    private WaitingTable table(TableId table) {
        return tables.computeIfAbsent(table, WaitingTable::new);
    }

    /** Makes one mark of the keys of the largest table; returns their number. */
    private long collapse() {
        WaitingTable largest = tables.values().stream()
                .max(Comparator.comparingLong(WaitingTable::keyCount))
                .orElseThrow();
        long keys = largest.collapse();
        waitingKeys -= keys;
        return keys;
    }

    /** The tables with waiting keys or marks. */
    public List<TableId> waitingTables() {
        lock.lock();
        try {
            return tables.values().stream()
                    .filter(table -> !table.isEmpty())
                    .map(WaitingTable::id)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes keys or a mark out. The caller then calls {@link #acknowledge} or {@link #giveBack}. Empty if nothing
     * waits, or only marks that are equal to one in flight.
     */
    public Optional<MemoryEntry> take(TableId from, int atMostKeys) {
        lock.lock();
        try {
            WaitingTable table = tables.get(from);
            MemoryEntry entry = table == null ? null : table.take(atMostKeys, inFlight);
            if (entry == null) {
                return Optional.empty();
            }
            waitingKeys -= entry.keys().size();
            inFlight.add(entry);
            return Optional.of(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Puts an entry back that could not be delivered. It is the next one to be taken. */
    public void giveBack(MemoryEntry entry) {
        lock.lock();
        try {
            inFlight.remove(entry);
            waitingKeys += entry.keys().size();
            table(entry.table()).giveBack(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Puts everything back that is in flight, because nobody delivers it any more. */
    public void giveBackAll() {
        lock.lock();
        try {
            List.copyOf(inFlight).forEach(this::giveBack);
        } finally {
            lock.unlock();
        }
    }

    /** Removes the entry: Typesense has acknowledged all its documents. */
    public void acknowledge(MemoryEntry entry) {
        lock.lock();
        try {
            inFlight.remove(entry);
            delivered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of the last call that added something. */
    public long lastNumber() {
        lock.lock();
        try {
            return number;
        } finally {
            lock.unlock();
        }
    }

    /** How many keys and marks of these tables were added up to this number and are not acknowledged. */
    public long undelivered(long upTo, Predicate<TableId> included) {
        lock.lock();
        try {
            long waiting = tables.values().stream()
                    .filter(table -> included.test(table.id()))
                    .mapToLong(table -> table.countUpTo(upTo))
                    .sum();
            return waiting
                    + inFlight.stream()
                            .filter(entry -> included.test(entry.table())
                                    && entry.oldestArrival().number() <= upTo)
                            .mapToLong(entry -> Math.max(1, entry.keys().size()))
                            .sum();
        } finally {
            lock.unlock();
        }
    }

    /** A snapshot of what waits or is in flight for a table, for status reports. */
    public List<MemoryEntry> entriesOf(TableId table) {
        lock.lock();
        try {
            List<MemoryEntry> all = new ArrayList<>();
            inFlight.stream().filter(entry -> entry.table().equals(table)).forEach(all::add);
            WaitingTable waiting = tables.get(table);
            if (waiting != null) {
                all.addAll(waiting.entries());
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything of these tables is acknowledged; returns false if that takes longer than {@code patience}.
     */
    public boolean awaitDelivered(Duration patience, Predicate<TableId> included) throws InterruptedException {
        return awaitNone(() -> undelivered(number, included) > 0, patience);
    }

    private boolean awaitNone(BooleanSupplier undelivered, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (undelivered.getAsBoolean() && left > 0) {
                left = delivered.awaitNanos(left);
            }
            return !undelivered.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all keys of these tables are acknowledged that were added up to this number; not for marks, whose
     * comparison may begin later. Returns false if that takes longer than {@code patience}.
     */
    public boolean awaitKeys(long upTo, Duration patience, Predicate<TableId> included) throws InterruptedException {
        return awaitNone(() -> hasKeys(upTo, included), patience);
    }

    /** Lets the threads that wait look at their condition again, because it has changed. */
    public void askAgain() {
        lock.lock();
        try {
            delivered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasKeys(long upTo, Predicate<TableId> included) {
        return inFlight.stream()
                        .anyMatch(entry -> entry.cause() == null
                                && included.test(entry.table())
                                && entry.oldestArrival().number() <= upTo)
                || tables.values().stream()
                        .anyMatch(table -> included.test(table.id()) && table.countKeysUpTo(upTo) > 0);
    }
}
