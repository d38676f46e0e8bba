package dev.typesync.replicator.status;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The status of one collection: what it does, what waits, and what went wrong. Immutable.
 *
 * @param name of the collection in the configuration
 * @param state what the replicator does with it
 * @param reason why it is not live, with the remedy; null if it is
 * @param documents the number of documents at the owner's last count; -1 before the first count
 * @param waiting the number of keys in the outbox that are not acknowledged
 * @param oldest age of the oldest of these keys; zero if there are none
 * @param lagP50 time from commit to acknowledgement, median of the last 1024 keys; null before the first
 * @param lagP99 the same, 99th percentile
 * @param lastError the last failure; null if there was none
 * @param deadLetters the number of rejected documents that wait for a change of their rows or a retry
 * @param marks the number of marks that wait for a comparison, by cause
 * @param loaded the number of rows that the first load has acknowledged
 * @param loadTotal the estimated number of rows of the first load; 0 if none is running
 */
public record CollectionStatus(
        String name,
        CollectionState state,
        @Nullable String reason,
        long documents,
        long waiting,
        Duration oldest,
        @Nullable Duration lagP50,
        @Nullable Duration lagP99,
        @Nullable String lastError,
        long deadLetters,
        Map<String, Long> marks,
        long loaded,
        long loadTotal) {
    public CollectionStatus {
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        requireNonNull(oldest, "oldest");
        marks = Collections.unmodifiableMap(new TreeMap<>(marks));
    }
}
