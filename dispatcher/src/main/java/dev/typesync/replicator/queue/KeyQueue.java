package dev.typesync.replicator.queue;

import dev.typesync.source.Acknowledgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one collection that wait to be written, each once however often it changed.
 *
 * <p>A key in a batch is not given out again until that batch is settled: what arrives for it meanwhile waits. Changes
 * go before the keys of loads and comparisons. Batches form by themselves: the first goes at once, a further one while
 * others are under way only when it is full or its oldest key has waited for {@code maxDelay}; at most
 * {@value #MAX_IN_FLIGHT} are under way.
 *
 * <p>Thread-safe. {@link #take} blocks; acknowledgements are called outside the lock.
 */
public final class KeyQueue {
    public static final int MAX_IN_FLIGHT = 2;

    /** Keys of changes beyond which the source is asked to wait. */
    static final int LIVE_CAPACITY = 20_000;

    /** Keys of loads and comparisons beyond which those wait. */
    static final int LOW_CAPACITY = 4_000;

    private final long maxDelayNanos;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LinkedHashMap<String, PendingKey> live = new LinkedHashMap<>();
    private final LinkedHashMap<String, PendingKey> low = new LinkedHashMap<>();
    private final Map<String, PendingKey> busy = new HashMap<>();
    private final Map<String, PendingKey> again = new LinkedHashMap<>();
    private final RetryQueue retryQueue = new RetryQueue();
    private final Set<Batch> inFlight = new HashSet<>();
    private boolean closed;

    public KeyQueue(Duration maxDelay, LongSupplier nanoTime) {
        this.maxDelayNanos = maxDelay.toNanos();
        this.nanoTime = nanoTime;
    }

    public boolean hasRoom() {
        lock.lock();
        try {
            return live.size() + again.size() < LIVE_CAPACITY;
        } finally {
            lock.unlock();
        }
    }

    /** Keys that wait, those under way not counted. */
    public int size() {
        lock.lock();
        try {
            return live.size() + low.size() + again.size() + retryQueue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Adds keys that changed; each is acknowledged once for each time it occurs. */
    public void offer(List<String> keys, Acknowledgement acknowledgement, Instant at) {
        lock.lock();
        try {
            for (String key : keys) {
                pending(key).addChange(acknowledgement, at);
                promote(key);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a key of a load or a comparison, waiting for room for at most the given time.
     *
     * @return whether it was added
     */
    public boolean offerLow(String key, Acknowledgement acknowledgement, Duration patience)
            throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (low.size() >= LOW_CAPACITY) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            pending(key).add(acknowledgement);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The entry that collects what waits for the key; a new one is of low priority. */
    private PendingKey pending(String key) {
        if (busy.containsKey(key)) {
            return again.computeIfAbsent(key, this::entry);
        }
        PendingKey waiting = live.get(key);
        if (waiting == null) {
            waiting = retryQueue.get(key);
        }
        return waiting != null ? waiting : low.computeIfAbsent(key, this::entry);
    }

    private PendingKey entry(String key) {
        return new PendingKey(key, nanoTime.getAsLong());
    }

    /** A change goes before the low keys, and is tried at once though an earlier document of its row was rejected. */
    private void promote(String key) {
        PendingKey waiting = low.remove(key);
        if (waiting == null) {
            waiting = retryQueue.remove(key);
        }
        if (waiting != null) {
            live.put(key, waiting);
        }
    }

    /** Waits for a batch; null once the queue is closed. */
    public @Nullable Batch take(int maxKeys) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Batch batch = poll(maxKeys);
                if (batch != null) {
                    return batch;
                }
                long wait = nanosUntilDue();
                if (wait > 0) {
                    changed.awaitNanos(wait);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** A batch if one may be sent now. */
    public @Nullable Batch poll(int maxKeys) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            retryQueue.due(now).forEach(key -> (key.isLive() ? live : low).put(key.key(), key));
            if (!maySend(maxKeys, now)) {
                return null;
            }
            List<PendingKey> keys = new ArrayList<>(Math.min(maxKeys, live.size() + low.size()));
            move(live, keys, maxKeys);
            move(low, keys, maxKeys);
            Batch batch = new Batch(keys);
            inFlight.add(batch);
            changed.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private boolean maySend(int maxKeys, long now) {
        int ready = live.size() + low.size();
        if (ready == 0 || inFlight.size() >= MAX_IN_FLIGHT) {
            return false;
        }
        return inFlight.isEmpty() || ready >= maxKeys || now - oldestNanos(now) >= maxDelayNanos;
    }

    private long oldestNanos(long now) {
        long oldest = now;
        for (Map<String, PendingKey> keys : List.of(live, low)) {
            Iterator<PendingKey> first = keys.values().iterator();
            if (first.hasNext()) {
                oldest = Math.min(oldest, first.next().sinceNanos());
            }
        }
        return oldest;
    }

    private long nanosUntilDue() {
        long now = nanoTime.getAsLong();
        long wait = Math.min(TimeUnit.SECONDS.toNanos(60), retryQueue.nanosUntilDue(now));
        if (inFlight.size() == 1 && live.size() + low.size() > 0) {
            wait = Math.min(wait, oldestNanos(now) + maxDelayNanos - now);
        }
        return wait;
    }

    private void move(Map<String, PendingKey> from, List<PendingKey> to, int maxKeys) {
        Iterator<PendingKey> keys = from.values().iterator();
        while (to.size() < maxKeys && keys.hasNext()) {
            PendingKey key = keys.next();
            keys.remove();
            busy.put(key.key(), key);
            to.add(key);
        }
    }

    /**
     * Ends a batch. Its keys are acknowledged, but for those that are to be tried again; what arrived for its keys
     * meanwhile is ready now.
     *
     * @param retries when to try again: from now on, in nanoseconds
     */
    public void settle(Batch batch, Map<PendingKey, Long> retries) {
        lock.lock();
        try {
            inFlight.remove(batch);
            long now = nanoTime.getAsLong();
            for (PendingKey key : batch.keys()) {
                busy.remove(key.key());
                release(key, retries.get(key), now);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        batch.keys().stream().filter(key -> !retries.containsKey(key)).forEach(KeyQueue::acknowledge);
    }

    private void release(PendingKey key, @Nullable Long retryIn, long now) {
        PendingKey later = again.remove(key.key());
        if (retryIn == null) {
            if (later != null) {
                (later.isLive() ? live : low).put(later.key(), later);
            }
        } else if (later != null && later.isLive()) {
            key.absorb(later); // the row changed again: its new state may be accepted
            live.put(key.key(), key);
        } else {
            if (later != null) {
                key.absorb(later);
            }
            retryQueue.add(key, now + retryIn);
        }
    }

    /** Adds a key that was never queued by itself, to be tried after a while. */
    void retry(PendingKey key, long retryInNanos) {
        lock.lock();
        try {
            PendingKey known = busy.containsKey(key.key()) ? again.get(key.key()) : live.get(key.key());
            if (known != null) {
                known.absorb(key);
            } else if (busy.containsKey(key.key())) {
                again.put(key.key(), key);
            } else {
                PendingKey loading = low.remove(key.key());
                if (loading != null) {
                    key.absorb(loading);
                }
                retryQueue.add(key, nanoTime.getAsLong() + retryInNanos);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every batch that is in flight now is settled. */
    public void awaitInFlight() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Set<Batch> now = new HashSet<>(inFlight);
            while (now.stream().anyMatch(inFlight::contains)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is in flight; returns whether that came about in time. */
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!inFlight.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return inFlight.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Acknowledges and forgets all that waits and is not in flight: something durable stands for it now. */
    public void acknowledgeWaiting() {
        List<PendingKey> dropped = new ArrayList<>();
        lock.lock();
        try {
            for (Map<String, PendingKey> keys : List.of(live, low, again)) {
                dropped.addAll(keys.values());
                keys.clear();
            }
            dropped.addAll(retryQueue.clear());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        dropped.forEach(KeyQueue::acknowledge);
    }

    private static void acknowledge(PendingKey key) {
        key.acknowledgements().forEach(Acknowledgement::acknowledged);
    }

    /** Gives out no more batches. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
