package dev.typesync.parser;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map of the entries used lately, bounded by their weight. It has two generations. A new entry goes into the young
 * one; a hit in the old one moves the entry back. When the young one is full it becomes the old one, and the entries of
 * the former old one are dropped. So entries in use stay, and a hit is one look-up in a map, without a lock.
 * Thread-safe.
 */
public final class GenerationalCache<K, V> {
    private final long weightOfGeneration;
    private final ToIntFunction<K> weigher;
    private volatile Map<K, V> young = new ConcurrentHashMap<>();
    private volatile Map<K, V> old = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();

    /** @param weigher the weight of an entry, from its key */
    public GenerationalCache(long maxWeight, ToIntFunction<K> weigher) {
        this.weightOfGeneration = maxWeight / 2;
        this.weigher = weigher;
    }

    public @Nullable V get(K key) {
        V value = young.get(key);
        if (value != null) {
            return value;
        }
        value = old.get(key);
        if (value != null) {
            put(key, value);
        }
        return value;
    }

    public void put(K key, V value) {
        if (young.put(key, value) == null) {
            added(key);
        }
    }

    /** The value of the key; a new one if there is none. Callers that ask at the same
     * time get the same value, unless the cache forgets a generation at that moment. */
    public V computeIfAbsent(K key, Function<K, V> factory) {
        V value = get(key);
        if (value != null) {
            return value;
        }
        V created = factory.apply(key);
        V present = young.putIfAbsent(key, created);
        if (present != null) {
            return present;
        }
        added(key);
        return created;
    }

    private void added(K key) {
        if (weight.addAndGet(weigher.applyAsInt(key)) > weightOfGeneration) {
            age();
        }
    }

    private synchronized void age() {
        if (weight.get() > weightOfGeneration) {
            old = young;
            young = new ConcurrentHashMap<>();
            weight.set(0);
        }
    }

    int size() {
        return young.size() + old.size();
    }
}
