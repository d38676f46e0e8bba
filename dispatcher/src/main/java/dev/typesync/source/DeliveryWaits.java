package dev.typesync.source;

import dev.typesync.outbox.TableId;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Threads that wait until the changes are delivered that are committed now. They ask the database nothing: the source
 * looks at the outbox once, and each thread then waits for the rows of its tables that are in flight. Thread-safe.
 *
 * <p>A row that is committed when a thread begins to wait is found by a look at the whole outbox that begins after that.
 */
public final class DeliveryWaits {
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Wait> waits = new LinkedHashSet<>(); // guarded by lock
    private volatile boolean isEmpty = true;
    private volatile boolean isClosed;

    public DeliveryWaits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How a wait ended. */
    public enum Result {
        DELIVERED,
        TIMEOUT,
        /** This process is no longer the owner, so it does not know. */
        UNKNOWN
    }

    /** One thread. All fields but the latch are guarded by the lock. */
    private static final class Wait {
        private final Set<TableId> tables;
        private final long sinceNanos;
        private final CountDownLatch ended = new CountDownLatch(1);
        private Set<OutboxRow.Id> rows = Set.of();
        private boolean hasLooked;
        private Result result = Result.TIMEOUT;

        private Wait(Set<TableId> tables, long sinceNanos) {
            this.tables = tables;
            this.sinceNanos = sinceNanos;
        }

        private void end(Result reason) {
            if (ended.getCount() > 0) {
                result = reason;
                ended.countDown();
            }
        }
    }

    /**
     * Waits until no key of these tables is undelivered that is committed now.
     *
     * @param urge makes the source look soon; it must return immediately
     */
    public Result await(Set<TableId> tables, Runnable urge, Duration patience) throws InterruptedException {
        Wait wait = new Wait(Set.copyOf(tables), nanoTime.getAsLong());
        add(wait);
        try {
            urge.run();
            boolean hasEnded = wait.ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
            return hasEnded ? wait.result : Result.TIMEOUT;
        } finally {
            remove(wait);
        }
    }

    private void add(Wait wait) {
        lock.lock();
        try {
            waits.add(wait);
            isEmpty = false;
            if (isClosed) {
                wait.end(Result.UNKNOWN);
            }
        } finally {
            lock.unlock();
        }
    }

    private void remove(Wait wait) {
        lock.lock();
        try {
            waits.remove(wait);
            isEmpty = waits.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether no thread waits. */
    boolean isEmpty() {
        return isEmpty;
    }

    /**
     * A look has ended.
     *
     * @param wholeSinceNanos when the last look at the whole outbox began that is complete
     * @param isOpen whether changes of a table are taken; the others are not awaited
     * @param hasBacklog whether rows of a table were seen and not taken
     * @param undelivered the rows of some tables that were taken and are not acknowledged; called under the lock
     * @return whether each thread knows the rows that it waits for; otherwise it needs a later look
     */
    boolean lookEnded(
            long wholeSinceNanos,
            Predicate<TableId> isOpen,
            Predicate<TableId> hasBacklog,
            Function<Set<TableId>, Set<OutboxRow.Id>> undelivered) {
        lock.lock();
        try {
            for (Wait wait : waits) {
                Set<TableId> awaited = new HashSet<>(wait.tables);
                awaited.removeIf(isOpen.negate());
                if (!wait.hasLooked
                        && wholeSinceNanos - wait.sinceNanos >= 0
                        && awaited.stream().noneMatch(hasBacklog)) {
                    wait.hasLooked = true;
                    wait.rows = undelivered.apply(awaited);
                    endIfDelivered(wait);
                }
            }
            return waits.stream().allMatch(wait -> wait.hasLooked);
        } finally {
            lock.unlock();
        }
    }

    /** A row was acknowledged; the source knows it already. */
    void acknowledged(OutboxRow.Id row) {
        if (isEmpty) {
            return;
        }
        lock.lock();
        try {
            for (Wait wait : waits) {
                if (wait.hasLooked && wait.rows.remove(row)) {
                    endIfDelivered(wait);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static void endIfDelivered(Wait wait) {
        if (wait.rows.isEmpty()) {
            wait.end(Result.DELIVERED);
        }
    }

    /** The source has ended. No thread waits any more. */
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            waits.forEach(wait -> wait.end(Result.UNKNOWN));
        } finally {
            lock.unlock();
        }
    }
}
