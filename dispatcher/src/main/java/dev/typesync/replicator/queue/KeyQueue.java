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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one collection that wait to be written. It holds each key once, however often the key changed.
 *
 * <p>A key in a batch is not given out again until that batch is settled; a change that arrives before that waits. Keys
 * of changes go before the keys of loads and comparisons. If no batch is in flight, the next one goes immediately. If
 * one is, a second one goes only when it is full or its oldest key has waited for {@code maxDelay}. At most
 * {@value #MAX_IN_FLIGHT} batches are in flight.
 *
 * <p>Thread-safe; does not block. Acknowledgements and the listener are called outside the lock.
 */
public final class KeyQueue {
    /** The largest number of batches in flight. */
    public static final int MAX_IN_FLIGHT = 2;

    /** With more keys of changes than this, the source must wait. */
    static final int LIVE_CAPACITY = 20_000;

    /** With more keys of loads and comparisons than this, those must wait. */
    static final int LOW_CAPACITY = 4_000;

    /** Room that a queue has even if the queues of other collections have used up the budget. */
    static final int OWN_ROOM = 250;

    private static final long LONGEST_WAIT_NANOS = TimeUnit.DAYS.toNanos(1);

    private final long maxDelayNanos;
    private final LongSupplier nanoTime;
    private final QueueBudget budget;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, PendingKey> changedKeys = new LinkedHashMap<>();
    private final LinkedHashMap<String, PendingKey> lowPriorityKeys = new LinkedHashMap<>();
    private final Map<String, PendingKey> keysInFlight = new HashMap<>();
    private final Map<String, PendingKey> arrivedInFlight = new LinkedHashMap<>();
    private final RetryQueue retryQueue = new RetryQueue();
    private final Set<Batch> batchesInFlight = new HashSet<>();
    private volatile Runnable listener = () -> {};

    public KeyQueue(Duration maxDelay, QueueBudget budget, LongSupplier nanoTime) {
        this.maxDelayNanos = maxDelay.toNanos();
        this.budget = budget;
        this.nanoTime = nanoTime;
    }

    /** Runs the listener after each change that may make a batch, or a step of a load, possible. It must not block. */
    public void onChange(Runnable changed) {
        listener = changed;
    }

    /** Whether the queue takes further changes without growing beyond its limit. */
    public boolean hasRoom() {
        lock.lock();
        try {
            int waiting = changedKeys.size() + arrivedInFlight.size();
            return waiting < OWN_ROOM || (waiting < LIVE_CAPACITY && budget.hasRoom());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds keys that changed. If a key occurs twice, it is acknowledged twice. The listener is not run before {@link
     * #announce}, so that keys which come together are one batch.
     */
    public void offer(List<String> keys, Acknowledgement acknowledgement, Instant at) {
        lock.lock();
        try {
            for (String key : keys) {
                entryFor(key).addChange(acknowledgement, at);
                promote(key);
            }
            budget.add((long) PendingKey.BYTES_PER_ACKNOWLEDGEMENT * keys.size());
        } finally {
            lock.unlock();
        }
    }

    /** Runs the listener, because keys were added. */
    public void announce() {
        listener.run();
    }

    /** Whether a batch is in flight. */
    public boolean hasBatchInFlight() {
        lock.lock();
        try {
            return !batchesInFlight.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a key of a load or a comparison, if there is room.
     *
     * @return whether the key was added
     */
    public boolean offerLowPriority(String key, Acknowledgement acknowledgement) {
        lock.lock();
        try {
            int waiting = lowPriorityKeys.size();
            if (waiting >= LOW_CAPACITY || (waiting >= OWN_ROOM && !budget.hasRoomForLow())) {
                return false;
            }
            entryFor(key).add(acknowledgement);
            budget.add(PendingKey.BYTES_PER_ACKNOWLEDGEMENT);
        } finally {
            lock.unlock();
        }
        listener.run();
        return true;
    }

    /** The entry that collects the acknowledgements of the key. A new entry has low priority. */
    private PendingKey entryFor(String key) {
        if (keysInFlight.containsKey(key)) {
            return arrivedInFlight.computeIfAbsent(key, this::newEntry);
        }
        PendingKey waiting = changedKeys.get(key);
        if (waiting == null) {
            waiting = retryQueue.get(key);
        }
        return waiting != null ? waiting : lowPriorityKeys.computeIfAbsent(key, this::newEntry);
    }

    private PendingKey newEntry(String key) {
        budget.add(PendingKey.bytes(key));
        return new PendingKey(key, nanoTime.getAsLong());
    }

    /** Moves the key of a change before the low ones, also if it waits for a retry: its new row may be accepted. */
    private void promote(String key) {
        PendingKey waiting = lowPriorityKeys.remove(key);
        if (waiting == null) {
            waiting = retryQueue.remove(key);
        }
        if (waiting != null) {
            changedKeys.put(key, waiting);
        }
    }

    /** Returns a batch if one may be sent now, otherwise null. */
    public @Nullable Batch poll(int maxKeys) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            retryQueue.takeDue(now).forEach(this::enqueue);
            if (!canSend(maxKeys, now)) {
                return null;
            }
            List<PendingKey> keys = new ArrayList<>(Math.min(maxKeys, changedKeys.size() + lowPriorityKeys.size()));
            takeInto(changedKeys, keys, maxKeys);
            takeInto(lowPriorityKeys, keys, maxKeys);
            Batch batch = new Batch(keys);
            batchesInFlight.add(batch);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(PendingKey key) {
        (key.isLive() ? changedKeys : lowPriorityKeys).put(key.key(), key);
    }

    private boolean canSend(int maxKeys, long now) {
        int ready = changedKeys.size() + lowPriorityKeys.size();
        if (ready == 0 || batchesInFlight.size() >= MAX_IN_FLIGHT) {
            return false;
        }
        return batchesInFlight.isEmpty() || ready >= maxKeys || now - oldestQueuedNanos(now) >= maxDelayNanos;
    }

    private long oldestQueuedNanos(long now) {
        long oldest = now;
        for (Map<String, PendingKey> keys : List.of(changedKeys, lowPriorityKeys)) {
            Iterator<PendingKey> first = keys.values().iterator();
            if (first.hasNext()) {
                oldest = Math.min(oldest, first.next().sinceNanos());
            }
        }
        return oldest;
    }

    /** How long it takes until a batch may be sent, if nothing is added and no batch is settled before. */
    public Duration untilDue() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            long wait = Math.min(LONGEST_WAIT_NANOS, retryQueue.nanosUntilDue(now));
            if (batchesInFlight.size() == 1 && changedKeys.size() + lowPriorityKeys.size() > 0) {
                wait = Math.min(wait, oldestQueuedNanos(now) + maxDelayNanos - now);
            }
            return Duration.ofNanos(Math.max(1, wait));
        } finally {
            lock.unlock();
        }
    }

    private void takeInto(Map<String, PendingKey> from, List<PendingKey> to, int maxKeys) {
        Iterator<PendingKey> keys = from.values().iterator();
        while (to.size() < maxKeys && keys.hasNext()) {
            PendingKey key = keys.next();
            keys.remove();
            keysInFlight.put(key.key(), key);
            to.add(key);
        }
    }

    /**
     * Ends a batch. Acknowledges its keys, except those to try again. Changes of its keys that arrived after it was
     * taken can be sent now.
     *
     * @param retries the keys to try again, with the nanoseconds until then
     */
    public void settle(Batch batch, Map<PendingKey, Long> retries) {
        lock.lock();
        try {
            batchesInFlight.remove(batch);
            long now = nanoTime.getAsLong();
            for (PendingKey key : batch.keys()) {
                keysInFlight.remove(key.key());
                requeue(key, retries.get(key), now);
            }
        } finally {
            lock.unlock();
        }
        batch.keys().stream().filter(key -> !retries.containsKey(key)).forEach(this::acknowledge);
        listener.run();
    }

    private void requeue(PendingKey key, @Nullable Long retryIn, long now) {
        PendingKey later = arrivedInFlight.remove(key.key());
        if (retryIn == null) {
            if (later != null) {
                enqueue(later);
            }
        } else if (later != null && later.isLive()) {
            merge(key, later); // the row changed again, so its new state may be accepted
            changedKeys.put(key.key(), key);
        } else {
            if (later != null) {
                merge(key, later);
            }
            retryQueue.add(key, now + retryIn);
        }
    }

    private void merge(PendingKey key, PendingKey later) {
        key.merge(later);
        budget.add(-PendingKey.bytes(key.key()));
    }

    /** The batches that are in flight now. */
    public Set<Batch> currentBatches() {
        lock.lock();
        try {
            return Set.copyOf(batchesInFlight);
        } finally {
            lock.unlock();
        }
    }

    /** Whether none of these batches is in flight any more. */
    public boolean isSettled(Set<Batch> batches) {
        lock.lock();
        try {
            return batches.stream().noneMatch(batchesInFlight::contains);
        } finally {
            lock.unlock();
        }
    }

    /** Acknowledges and drops all keys that are not in flight. A mark in the outbox must replace them before. */
    public void acknowledgeWaiting() {
        List<PendingKey> dropped = new ArrayList<>();
        lock.lock();
        try {
            for (Map<String, PendingKey> keys : List.of(changedKeys, lowPriorityKeys, arrivedInFlight)) {
                dropped.addAll(keys.values());
                keys.clear();
            }
            dropped.addAll(retryQueue.clear());
        } finally {
            lock.unlock();
        }
        dropped.forEach(this::acknowledge);
        listener.run();
    }

    private void acknowledge(PendingKey key) {
        budget.add(-key.bytes());
        key.acknowledgements().forEach(Acknowledgement::acknowledged);
    }
}
