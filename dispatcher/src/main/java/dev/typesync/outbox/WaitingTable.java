package dev.typesync.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The waiting keys and marks of one table in a {@link MemoryOutbox}, oldest first. Guarded by the lock of the outbox.
 */
final class WaitingTable {
    private static final MemoryEntry.Cause COLLAPSED = new MemoryEntry.Cause("maxOutboxKeys", null);

    private final TableId id;
    private final LinkedHashMap<String, MemoryEntry.Arrival> keys = new LinkedHashMap<>();
    private final Map<MemoryEntry.Cause, MemoryEntry.Arrival> marks = new LinkedHashMap<>();
    private final Deque<MemoryEntry> returned = new ArrayDeque<>(); // was taken and given back, is taken first
    private long returnedKeys;

    WaitingTable(TableId id) {
        this.id = id;
    }

    TableId id() {
        return id;
    }

    boolean isEmpty() {
        return keys.isEmpty() && marks.isEmpty() && returned.isEmpty();
    }

    long keyCount() {
        return keys.size() + returnedKeys;
    }

    /** Adds keys; returns how many of them did not wait before. */
    int add(Collection<String> changed, MemoryEntry.Arrival arrival) {
        int before = keys.size();
        changed.forEach(key -> keys.putIfAbsent(key, arrival));
        return keys.size() - before;
    }

    void addMark(String cause, @Nullable String collection, MemoryEntry.Arrival arrival) {
        marks.putIfAbsent(new MemoryEntry.Cause(cause, collection), arrival);
    }

    /** Replaces all keys by one mark; returns their number. */
    long collapse() {
        long count = keyCount();
        MemoryEntry.Arrival oldest = oldest();
        if (oldest != null) {
            marks.putIfAbsent(COLLAPSED, oldest);
        }
        keys.clear();
        returned.clear();
        returnedKeys = 0;
        return count;
    }

    private MemoryEntry.@Nullable Arrival oldest() {
        MemoryEntry first = returned.peek();
        if (first != null) {
            return first.oldestArrival();
        }
        Iterator<MemoryEntry.Arrival> all = keys.values().iterator();
        return all.hasNext() ? all.next() : null;
    }

    @Nullable
    MemoryEntry take(int atMostKeys, Set<MemoryEntry> inFlight) {
        MemoryEntry first = returned.poll();
        if (first != null) {
            returnedKeys -= first.keys().size();
            return first;
        }
        MemoryEntry mark = takeMark(inFlight);
        return mark != null || keys.isEmpty() ? mark : takeKeys(atMostKeys);
    }

    private @Nullable MemoryEntry takeMark(Set<MemoryEntry> inFlight) {
        for (Map.Entry<MemoryEntry.Cause, MemoryEntry.Arrival> mark : marks.entrySet()) {
            boolean isInFlight = inFlight.stream()
                    .anyMatch(entry ->
                            mark.getKey().equals(entry.cause()) && entry.table().equals(id));
            if (!isInFlight) {
                marks.remove(mark.getKey());
                return MemoryEntry.mark(id, mark.getKey(), mark.getValue());
            }
        }
        return null;
    }

    private MemoryEntry takeKeys(int atMost) {
        Iterator<Map.Entry<String, MemoryEntry.Arrival>> all = keys.entrySet().iterator();
        List<String> taken = new ArrayList<>();
        MemoryEntry.Arrival arrival = keys.values().iterator().next();
        while (taken.size() < atMost && all.hasNext()) {
            taken.add(all.next().getKey());
            all.remove();
        }
        return MemoryEntry.keys(id, taken, arrival);
    }

    void giveBack(MemoryEntry entry) {
        MemoryEntry.Cause cause = entry.cause();
        if (cause != null) {
            marks.put(cause, entry.oldestArrival());
        } else {
            returned.push(entry);
            returnedKeys += entry.keys().size();
        }
    }

    long countUpTo(long number) {
        return countKeysUpTo(number)
                + marks.values().stream()
                        .filter(arrival -> arrival.number() <= number)
                        .count();
    }

    long countKeysUpTo(long number) {
        return returned.stream()
                        .filter(entry -> entry.oldestArrival().number() <= number)
                        .mapToLong(entry -> entry.keys().size())
                        .sum()
                + keys.values().stream()
                        .takeWhile(arrival -> arrival.number() <= number)
                        .count();
    }

    List<MemoryEntry> entries() {
        List<MemoryEntry> all = new ArrayList<>(returned);
        keys.forEach((key, arrival) -> all.add(MemoryEntry.keys(id, List.of(key), arrival)));
        marks.forEach((cause, arrival) -> all.add(MemoryEntry.mark(id, cause, arrival)));
        return all;
    }
}
