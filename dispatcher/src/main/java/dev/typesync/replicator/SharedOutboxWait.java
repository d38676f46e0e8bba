package dev.typesync.replicator;

import dev.typesync.outbox.TableId;
import dev.typesync.source.DatabaseLink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait until another process has delivered what is committed now. One of them asks the outbox for all.
 * Thread-safe.
 *
 * <p>Those that come while a question is open form the next group: their changes need a later snapshot. A question is
 * repeated after {@link #SHORTEST_PAUSE} or ten times as long as it took, because a large outbox makes it a long one.
 */
final class SharedOutboxWait implements AutoCloseable {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
    private static final int PAUSE_FACTOR = 10;
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final OutboxQuestion question;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Group current; // this and the next fields are guarded by lock
    private Group next = new Group();
    private boolean isAsking;
    private boolean isClosed;
    private long notBeforeNanos;

    /** Threads that share a snapshot. Guarded by the lock; the one that asks reads it without. */
    private static final class Group {
        private final Set<TableId> tables = new HashSet<>();
        private long deadlineNanos;
        private @Nullable String snapshot;
        private boolean isDelivered;
        private boolean hasEnded;
    }

    SharedOutboxWait(OutboxQuestion question, LongSupplier nanoTime) {
        this.question = question;
        this.nanoTime = nanoTime;
        this.notBeforeNanos = nanoTime.getAsLong();
    }

    /** As {@link CommittedDelivery#awaitCommitted}. */
    boolean await(DatabaseLink link, Set<TableId> tables, Duration patience) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        lock.lockInterruptibly();
        try {
            Group mine = join(tables, deadline);
            while (!isClosed && !mine.hasEnded && deadline - nanoTime.getAsLong() > 0) {
                if (isAsking) {
                    changed.awaitNanos(deadline - nanoTime.getAsLong());
                } else {
                    askOrPause(link, deadline);
                }
            }
            return isClosed || mine.isDelivered;
        } finally {
            lock.unlock();
        }
    }

    /** From now on no thread waits. One that asks at this moment returns after the answer. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Group join(Set<TableId> tables, long deadline) {
        Group joined = next;
        joined.deadlineNanos = joined.tables.isEmpty() ? deadline : Math.max(joined.deadlineNanos, deadline);
        joined.tables.addAll(tables);
        return joined;
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void askOrPause(DatabaseLink link, long deadline) throws InterruptedException {
        long now = nanoTime.getAsLong();
        if (notBeforeNanos - now > 0) {
            changed.awaitNanos(Math.min(notBeforeNanos, deadline) - now);
            return;
        }
        Group group = current;
        if (group == null) {
            group = next;
            next = new Group();
            current = group;
        }
        isAsking = true;
        lock.unlock();
        boolean isDelivered = false;
        try {
            isDelivered = ask(link, group);
        } finally {
            lock.lock();
            isAsking = false;
            end(group, isDelivered, now);
            changed.signalAll();
        }
    }

    private void end(Group group, boolean isDelivered, long begun) {
        long now = nanoTime.getAsLong();
        group.isDelivered = isDelivered;
        if (isDelivered || group.deadlineNanos - now <= 0) {
            group.hasEnded = true;
            current = null;
        } else {
            notBeforeNanos = now + Math.max(SHORTEST_PAUSE.toNanos(), PAUSE_FACTOR * (now - begun));
        }
    }

    private boolean ask(DatabaseLink link, Group group) {
        try {
            String snapshot = group.snapshot;
            if (snapshot == null) {
                snapshot = OutboxQuestion.snapshot(link);
                group.snapshot = snapshot;
            }
            return !question.hasKeys(link, group.tables, snapshot);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the outbox could not be asked what is delivered; it is asked again", e);
            return false;
        }
    }
}
