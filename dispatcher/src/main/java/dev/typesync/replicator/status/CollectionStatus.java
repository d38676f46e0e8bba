package dev.typesync.replicator.status;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a collection stands, as the database records it. Immutable.
 *
 * @param name of the collection in the configuration
 * @param state what it is doing
 * @param reason why it is not live, with the remedy; null while it is
 * @param documents how many it held when the owner last counted; -1: not counted yet
 * @param waiting keys in the outbox that it has not acknowledged
 * @param oldest age of the oldest of them; zero if there are none
 * @param lagP50 from commit to acknowledgement, median of the last 1024 keys; null before the first
 * @param lagP99 the same, 99th percentile
 * @param lastError the last failure that was seen; null if there was none
 * @param deadLetters documents that were rejected and wait for a change or a retry
 * @param marks marks that wait to be reconciled, by cause
 * @param loaded rows of the first load that are done
 * @param loadTotal rows of the first load, estimated; 0 when none is running
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
