package dev.typesync.replicator.ledger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The dead letters of one collection where no table keeps them: ids for the count, and a line in the log for the first. */
public final class MemoryRejectedDocuments implements RejectedDocuments {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /** More are told of in the log, not counted. */
    private static final int MOST = 100_000;

    private final String collection;
    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    MemoryRejectedDocuments(String collection) {
        this.collection = collection;
    }

    @Override
    public void record(Map<String, String> errors, int attempts) {
        if (errors.isEmpty()) {
            return;
        }
        LOG.log(
                Level.WARNING,
                "collection {0}: {1} documents are rejected and stay as they were until their rows change; the first: {2}",
                collection,
                errors.size(),
                errors.values().iterator().next());
        if (ids.size() < MOST) {
            ids.addAll(errors.keySet());
        }
    }

    @Override
    public void clear(Collection<String> accepted) {
        if (!ids.isEmpty()) {
            accepted.forEach(ids::remove);
        }
    }

    public int count() {
        return ids.size();
    }
}
