package dev.typesync.replicator.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on daemon threads. Steps that are due begin in the order of their times.
 *
 * <p>A task whose last step took longer than {@link #SLOW} is slow. Slow tasks never occupy all threads: a third of
 * them, at least one, is left to the others. So a collection whose reads or imports take long delays only collections
 * that are slow as well.
 */
public final class TaskThreads implements TaskRunner {
    static final Duration SLOW = Duration.ofSeconds(1);

    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LongSupplier nanoTime;
    private final int slowThreads;
    private final List<TaskThread> threads = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition stepEnded = lock.newCondition();
    private final PriorityQueue<Entry> waiting = new PriorityQueue<>(
            Comparator.comparingLong((Entry entry) -> entry.dueNanos).thenComparingLong(entry -> entry.number));
    private final Set<Entry> running = new HashSet<>();
    private long added;
    private @Nullable Thread timed; // the only thread that waits for the time of the next step
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;
    private volatile String failedTask = "";

    /** @param name of the threads, after {@code typesync-} */
    public TaskThreads(String name, int threads, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.slowThreads = threads - Math.min(threads - 1, Math.max(1, threads / 3));
        for (int i = 1; i <= threads; i++) {
            this.threads.add(new TaskThread("typesync-" + name + (threads == 1 ? "" : "-" + i), this));
        }
        this.threads.forEach(Thread::start);
    }

    /** A task with its next time. Guarded by the lock of the runner. */
    final class Entry implements TaskHandle {
        final String name;
        private final Task task;
        private long dueNanos;
        private long number;
        private long begunNanos;
        private boolean slow;
        private boolean woken;

        private Entry(String name, Task task) {
            this.name = name;
            this.task = task;
        }

        @Override
        public void wake() {
            lock.lock();
            try {
                if (running.contains(this)) {
                    woken = true;
                } else if (waiting.remove(this)) {
                    enqueue(this, nanoTime.getAsLong());
                }
            } finally {
                lock.unlock();
            }
        }
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    @Override
    public TaskHandle add(String name, Task task) {
        Entry entry = new Entry(name, task);
        lock.lock();
        try {
            enqueue(entry, nanoTime.getAsLong());
        } finally {
            lock.unlock();
        }
        return entry;
    }

    private void enqueue(Entry entry, long dueNanos) {
        entry.dueNanos = dueNanos;
        entry.number = ++added;
        waiting.add(entry);
        if (waiting.peek() == entry) {
            timed = null;
            changed.signal();
        }
    }

    void work(TaskThread thread) {
        Entry entry = null;
        try {
            entry = take();
            while (entry != null) {
                thread.begin(entry);
                Duration wait = entry.task.step();
                thread.end();
                putBack(entry, wait);
                entry = take();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt(); // the runner is being closed
        } catch (Throwable failure) {
            fail(entry, failure);
        } finally {
            end(entry);
        }
    }

    /** Allocates nothing first, because there may be no memory left. The others end after their present step. */
    private void fail(@Nullable Entry entry, Throwable thrown) {
        if (!stopped) {
            failedTask = entry == null ? "" : entry.name;
            failure = thrown;
        }
        stop();
    }

    private void end(@Nullable Entry entry) {
        lock.lock();
        try {
            running.remove(entry);
            stepEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a step that is due; null after the runner was stopped. */
    private @Nullable Entry take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!stopped) {
                long now = nanoTime.getAsLong();
                Entry next = nextDue(now);
                if (next != null) {
                    begin(next, now);
                    return next;
                }
                awaitNext(now);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** One thread waits for the time of the next step, the others until it takes that step. */
    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void awaitNext(long now) throws InterruptedException {
        if (timed != null || waiting.isEmpty()) {
            changed.await();
            return;
        }
        Thread current = Thread.currentThread();
        timed = current;
        try {
            changed.awaitNanos(nanosUntilNext(now));
        } finally {
            if (timed == current) {
                timed = null;
            }
        }
    }

    private void begin(Entry entry, long now) {
        waiting.remove(entry);
        running.add(entry);
        entry.begunNanos = now;
        entry.woken = false;
        if (timed == null && !waiting.isEmpty()) {
            changed.signal();
        }
    }

    private @Nullable Entry nextDue(long now) {
        Entry first = waiting.peek();
        if (first == null || first.dueNanos - now > 0 || !first.slow || hasThreadForSlow(now)) {
            return first == null || first.dueNanos - now > 0 ? null : first;
        }
        return waiting.stream()
                .filter(entry -> !entry.slow && entry.dueNanos - now <= 0)
                .min(waiting.comparator())
                .orElse(null);
    }

    private boolean hasThreadForSlow(long now) {
        long occupied = running.stream()
                .filter(entry -> entry.slow || now - entry.begunNanos > SLOW.toNanos())
                .count();
        return occupied < slowThreads;
    }

    private long nanosUntilNext(long now) {
        long left = waiting.element().dueNanos - now;
        // a slow task that is due waits for a thread, and no signal comes when a running step becomes slow
        return left <= 0 ? CHECK_NANOS : left;
    }

    private void putBack(Entry entry, Duration wait) {
        lock.lock();
        try {
            running.remove(entry);
            long now = nanoTime.getAsLong();
            entry.slow = now - entry.begunNanos > SLOW.toNanos();
            if (!wait.isNegative()) {
                enqueue(entry, entry.woken ? now : now + wait.toNanos());
            }
            stepEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Trouble> trouble(Duration patience) {
        Throwable thrown = failure;
        if (thrown != null) {
            return Optional.of(new Trouble(failedTask, "it has failed", thrown));
        }
        for (TaskThread thread : threads) {
            Entry hanging = thread.hanging(patience.toNanos());
            if (hanging != null) {
                return Optional.of(
                        new Trouble(hanging.name, "it has made no progress for " + patience.toMillis() + " ms", null));
            }
        }
        return Optional.empty();
    }

    @Override
    public void stop() {
        stopped = true;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isIdle() {
        lock.lock();
        try {
            return running.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!running.isEmpty() && left > 0) {
                left = stepEnded.awaitNanos(left);
            }
            return running.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void interrupt() {
        threads.forEach(Thread::interrupt);
    }
}
