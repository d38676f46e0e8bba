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

/** What waits of one table in a {@link MemoryOutbox}, oldest first. Guarded by its lock. */
final class WaitingTable {
    private static final MemoryEntry.Cause COLLAPSED = new MemoryEntry.Cause("maxOutboxKeys", null);

    private final TableId id;
    private final LinkedHashMap<String, MemoryEntry.Since> keys = new LinkedHashMap<>();
    private final Map<MemoryEntry.Cause, MemoryEntry.Since> marks = new LinkedHashMap<>();
    private final Deque<MemoryEntry> returned = new ArrayDeque<>(); // was taken before, and goes first
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

    /** Returns how many of them did not wait before. */
    int add(Collection<String> changed, MemoryEntry.Since since) {
        int before = keys.size();
        changed.forEach(key -> keys.putIfAbsent(key, since));
        return keys.size() - before;
    }

    void mark(String words, @Nullable String collection, MemoryEntry.Since since) {
        marks.putIfAbsent(new MemoryEntry.Cause(words, collection), since);
    }

    /** One mark for all keys; returns how many they were. */
    long collapse() {
        long count = keyCount();
        MemoryEntry.Since oldest = oldest();
        if (oldest != null) {
            marks.putIfAbsent(COLLAPSED, oldest);
        }
        keys.clear();
        returned.clear();
        returnedKeys = 0;
        return count;
    }

    private MemoryEntry.@Nullable Since oldest() {
        MemoryEntry first = returned.peek();
        if (first != null) {
            return first.since();
        }
        Iterator<MemoryEntry.Since> all = keys.values().iterator();
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
        for (Map.Entry<MemoryEntry.Cause, MemoryEntry.Since> mark : marks.entrySet()) {
            boolean underWay = inFlight.stream()
                    .anyMatch(entry ->
                            mark.getKey().equals(entry.cause()) && entry.table().equals(id));
            if (!underWay) {
                marks.remove(mark.getKey());
                return MemoryEntry.mark(id, mark.getKey(), mark.getValue());
            }
        }
        return null;
    }

    private MemoryEntry takeKeys(int atMost) {
        Iterator<Map.Entry<String, MemoryEntry.Since>> all = keys.entrySet().iterator();
        List<String> taken = new ArrayList<>();
        MemoryEntry.Since since = keys.values().iterator().next();
        while (taken.size() < atMost && all.hasNext()) {
            taken.add(all.next().getKey());
            all.remove();
        }
        return MemoryEntry.keys(id, taken, since);
    }

    void giveBack(MemoryEntry entry) {
        MemoryEntry.Cause cause = entry.cause();
        if (cause != null) {
            marks.put(cause, entry.since());
        } else {
            returned.push(entry);
            returnedKeys += entry.keys().size();
        }
    }

    long countUpTo(long number) {
        long count = returned.stream()
                .filter(entry -> entry.since().number() <= number)
                .mapToLong(entry -> entry.keys().size())
                .sum();
        count += marks.values().stream()
                .filter(since -> since.number() <= number)
                .count();
        return count
                + keys.values().stream()
                        .takeWhile(since -> since.number() <= number)
                        .count();
    }

    List<MemoryEntry> entries() {
        List<MemoryEntry> all = new ArrayList<>(returned);
        keys.forEach((key, since) -> all.add(MemoryEntry.keys(id, List.of(key), since)));
        marks.forEach((cause, since) -> all.add(MemoryEntry.mark(id, cause, since)));
        return all;
    }
}
