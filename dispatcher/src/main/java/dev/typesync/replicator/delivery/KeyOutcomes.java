package dev.typesync.replicator.delivery;

import dev.typesync.document.Document;
import dev.typesync.document.RejectedRow;
import dev.typesync.document.RowReadResult;
import dev.typesync.replicator.queue.PendingKey;
import dev.typesync.replicator.store.Backoff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides for each key of a written batch: done, try again later, or dead letter. Used by one thread.
 *
 * <p>A row that cannot become a document is a dead letter immediately, because only a change of the row helps. A
 * document that Typesense rejects is tried {@value #MAX_TRIES} times in all, because a change of the collection's
 * schema can make it acceptable.
 */
final class KeyOutcomes {
    static final int MAX_TRIES = 4;

    private final Map<String, String> deadLetters = new LinkedHashMap<>();
    private final List<PendingKey> toRetry = new ArrayList<>();
    private final List<String> accepted = new ArrayList<>();
    private final List<PendingKey> unread = new ArrayList<>();

    /** @param rejected error by id, of the documents that Typesense rejected */
    KeyOutcomes(List<PendingKey> keys, RowReadResult rows, Map<String, String> rejected) {
        for (RejectedRow row : rows.rejected()) {
            deadLetters.put(row.id(), row.reason());
        }
        rows.documents().stream()
                .map(Document::id)
                .filter(id -> !rejected.containsKey(id))
                .forEach(accepted::add);
        rows.missing().stream().filter(id -> !rejected.containsKey(id)).forEach(accepted::add);
        Set<String> unreadTexts = Set.copyOf(rows.unread());
        List<PendingKey> readKeys = new ArrayList<>();
        keys.forEach(key -> (unreadTexts.contains(key.key()) ? unread : readKeys).add(key));
        if (!rejected.isEmpty()) {
            rejectKeys(readKeys, new HashMap<>(rejected));
        }
    }

    private void rejectKeys(List<PendingKey> keys, Map<String, String> rejected) {
        Set<String> written = new HashSet<>(accepted);
        List<PendingKey> others = new ArrayList<>();
        for (PendingKey key : keys) {
            String error = rejected.remove(key.key());
            if (error != null) {
                retryOrGiveUp(key, Map.of(key.key(), error));
            } else if (!written.contains(key.key()) && !deadLetters.containsKey(key.key())) {
                others.add(key);
            }
        }
        // the other documents were named by a key of another spelling, such as 1.00 for the document 1
        if (!rejected.isEmpty()) {
            others.forEach(key -> retryOrGiveUp(key, rejected));
        }
    }

    private void retryOrGiveUp(PendingKey key, Map<String, String> errors) {
        key.countFailure();
        if (key.failures() >= MAX_TRIES) {
            deadLetters.putAll(errors);
        } else {
            toRetry.add(key);
        }
    }

    /** The errors of the dead letters, by id. */
    Map<String, String> deadLetters() {
        return deadLetters;
    }

    /** The ids of the documents that equal their rows now. */
    List<String> accepted() {
        return accepted;
    }

    /** The keys to try again, with the nanoseconds until then: none for a key whose row was not read. */
    Map<PendingKey, Long> retries(Backoff backoff) {
        Map<PendingKey, Long> retries = new HashMap<>();
        unread.forEach(key -> retries.put(key, 0L));
        toRetry.forEach(key -> retries.put(key, backoff.after(key.failures()).toNanos()));
        return retries;
    }
}
