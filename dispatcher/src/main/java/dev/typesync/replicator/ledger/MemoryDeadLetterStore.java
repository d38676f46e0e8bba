package dev.typesync.replicator.ledger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The dead letters of one collection, in memory: their ids, to count them. The log shows the first error of each batch.
 * Thread-safe.
 */
public final class MemoryDeadLetterStore implements DeadLetterStore {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /** With more ids than this, further ones are logged but not counted. */
    private static final int MAX_IDS = 100_000;

    private final String collection;
    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    MemoryDeadLetterStore(String collection) {
        this.collection = collection;
    }

    @Override
    public void record(Map<String, String> errors, int attempts) {
        if (errors.isEmpty()) {
            return;
        }
        LOG.log(
                Level.WARNING,
                "collection {0}: {1} documents are rejected; they keep their last accepted state until their rows"
                        + " change; the first error: {2}",
                collection,
                errors.size(),
                errors.values().iterator().next());
        if (ids.size() < MAX_IDS) {
            ids.addAll(errors.keySet());
        }
    }

    @Override
    public void clear(Collection<String> accepted) {
        if (!ids.isEmpty()) {
            accepted.forEach(ids::remove);
        }
    }

    @Override
    public void clearAll() {
        ids.clear();
    }

    /** The number of dead letters. */
    public int count() {
        return ids.size();
    }
}
