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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of {@code durability: memory}: what this process has committed and not delivered yet, each key once however
 * often it changed.
 *
 * <p>At most so many keys wait; beyond that the keys of the table that has the most become one mark. Numbers count the
 * calls that put something in, so that a caller can wait for what was there before. Thread-safe; putting something in
 * neither blocks nor throws.
 */
public final class MemoryOutbox {
    /** The most keys that wait, whatever the configuration allows: some hundred bytes each. */
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

    /** Runs it, on the calling thread, whenever something was put in; it must return at once. */
    public void onChange(Runnable signal) {
        signals.add(signal);
    }

    /** Rows of the table changed, in a transaction whose COMMIT has returned. */
    public void keys(TableId table, Collection<String> keys) {
        long collapsed = 0;
        lock.lock();
        try {
            waitingKeys += table(table).add(keys, since());
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
                    "more than {0} keys wait in memory: {1} of one table became a mark, and the table is compared when"
                            + " changes are delivered again; the log says what keeps them from being delivered",
                    maxKeys,
                    collapsed);
        }
    }

    /**
     * The table changed in a way that cannot be attributed to rows.
     *
     * @param collection the only collection that is meant; null: all that the table concerns
     */
    public void mark(TableId table, String cause, @Nullable String collection) {
        lock.lock();
        try {
            table(table).mark(cause, collection, since());
        } finally {
            lock.unlock();
        }
        signals.forEach(Runnable::run);
    }

    private MemoryEntry.Since since() {
        return new MemoryEntry.Since(++number, Instant.now(clock));
    }

    private WaitingTable table(TableId table) {
        return tables.computeIfAbsent(table, WaitingTable::new);
    }

    /** Returns how many keys became a mark. */
    private long collapse() {
        WaitingTable largest = tables.values().stream()
                .max(Comparator.comparingLong(WaitingTable::keyCount))
                .orElseThrow();
        long keys = largest.collapse();
        waitingKeys -= keys;
        return keys;
    }

    /** The tables of which something waits. */
    public List<TableId> waiting() {
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
     * Takes something that waits; to be {@link #acknowledged} or {@linkplain #giveBack given back}. Empty if nothing does,
     * or only marks of which an equal one is under way.
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

    /** Everything that the entry caused is acknowledged by Typesense. */
    public void acknowledged(MemoryEntry entry) {
        lock.lock();
        try {
            inFlight.remove(entry);
            delivered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of the last call that put something in. */
    public long last() {
        lock.lock();
        try {
            return number;
        } finally {
            lock.unlock();
        }
    }

    /** How many keys and marks of these tables were put in up to that number and are not acknowledged. */
    public long undelivered(long upTo, Predicate<TableId> of) {
        lock.lock();
        try {
            long waiting = tables.values().stream()
                    .filter(table -> of.test(table.id()))
                    .mapToLong(table -> table.countUpTo(upTo))
                    .sum();
            return waiting
                    + inFlight.stream()
                            .filter(entry ->
                                    of.test(entry.table()) && entry.since().number() <= upTo)
                            .mapToLong(entry -> Math.max(1, entry.keys().size()))
                            .sum();
        } finally {
            lock.unlock();
        }
    }

    /** What waits or is under way of a table, for those who look on. */
    public List<MemoryEntry> of(TableId table) {
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

    /** Waits until everything of these tables is acknowledged; returns whether that came about in time. */
    public boolean awaitDelivered(Duration patience, Predicate<TableId> of) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (undelivered(number, of) > 0 && left > 0) {
                left = delivered.awaitNanos(left);
            }
            return undelivered(number, of) == 0;
        } finally {
            lock.unlock();
        }
    }
}
