package dev.typesync.replicator.status;

import dev.typesync.outbox.MemoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes of a collection that wait in memory, as numbers. Immutable.
 *
 * @param keys the number of keys
 * @param oldest age of the oldest change; zero if there is none
 * @param marks the number of marks, by cause
 */
public record WaitingChanges(long keys, Duration oldest, Map<String, Long> marks) {
    /** Counts the entries of the collection's table. */
    public static WaitingChanges of(List<MemoryEntry> entries, String collection, Instant now) {
        Map<String, Long> marks = new HashMap<>();
        long keys = 0;
        for (MemoryEntry entry : entries) {
            MemoryEntry.Cause cause = entry.cause();
            keys += entry.keys().size();
            if (cause != null && (cause.collection() == null || collection.equals(cause.collection()))) {
                marks.merge(cause.text(), 1L, Long::sum);
            }
        }
        Duration oldest = entries.stream()
                .map(entry -> entry.oldestArrival().at())
                .min(Comparator.naturalOrder())
                .map(at -> Duration.between(at, now))
                .orElse(Duration.ZERO);
        return new WaitingChanges(keys, oldest, marks);
    }
}
