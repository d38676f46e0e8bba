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
 * What becomes of each key of a written batch: done, to be tried again, or a dead letter.
 *
 * <p>A row that no document can be made of is a dead letter at once: nothing but a change of it helps. A document that
 * Typesense rejects is tried {@value #MAX_TRIES} times in all, since a change of the collection's schema can make it
 * acceptable. Used by one thread.
 */
final class KeyOutcomes {
    static final int MAX_TRIES = 4;

    private final Map<String, String> deadLetters = new LinkedHashMap<>();
    private final List<PendingKey> toRetry = new ArrayList<>();
    private final List<String> accepted = new ArrayList<>();

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
        if (!rejected.isEmpty()) {
            judge(keys, accepted, new HashMap<>(rejected));
        }
    }

    private void judge(List<PendingKey> keys, List<String> accepted, Map<String, String> rejected) {
        Set<String> written = new HashSet<>(accepted);
        List<PendingKey> others = new ArrayList<>();
        for (PendingKey key : keys) {
            String error = rejected.remove(key.key());
            if (error != null) {
                judge(key, Map.of(key.key(), error));
            } else if (!written.contains(key.key()) && !deadLetters.containsKey(key.key())) {
                others.add(key);
            }
        }
        // what is left was asked for by a key of another spelling, such as 1.00 for the document 1
        if (!rejected.isEmpty()) {
            others.forEach(key -> judge(key, rejected));
        }
    }

    private void judge(PendingKey key, Map<String, String> errors) {
        key.failed();
        if (key.failures() >= MAX_TRIES) {
            deadLetters.putAll(errors);
        } else {
            toRetry.add(key);
        }
    }

    /** Error by id. */
    Map<String, String> deadLetters() {
        return deadLetters;
    }

    /** Ids whose document is as its row now. */
    List<String> accepted() {
        return accepted;
    }

    /** The keys to be tried again, with the nanoseconds until then. */
    Map<PendingKey, Long> retries(Backoff backoff) {
        Map<PendingKey, Long> retries = new HashMap<>();
        toRetry.forEach(key -> retries.put(key, backoff.after(key.failures()).toNanos()));
        return retries;
    }
}
