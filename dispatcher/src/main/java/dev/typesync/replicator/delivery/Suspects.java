package dev.typesync.replicator.delivery;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The documents that were refused while nothing else was accepted. Whose fault that is, shows itself later: if other
 * documents of the collection are accepted meanwhile, it is that of these documents. Thread-safe.
 */
final class Suspects {
    private static final int MAX_REMEMBERED = 1000;

    private long accepted; // this field and the next are guarded by this object's monitor
    private final Map<String, Long> acceptedAtFirstRefusal = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** Documents of the collection were accepted. */
    synchronized void recordAccepted(int documents) {
        accepted += documents;
    }

    /** These documents were refused. Returns whether others have been accepted since the first time. */
    synchronized boolean areGuilty(Collection<String> ids) {
        boolean guilty = true;
        for (String id : ids) {
            acceptedAtFirstRefusal.putIfAbsent(id, accepted);
            guilty = guilty && accepted > acceptedAtFirstRefusal.getOrDefault(id, accepted);
        }
        return guilty;
    }

    /** These documents have an outcome. */
    synchronized void forget(Collection<String> ids) {
        ids.forEach(acceptedAtFirstRefusal::remove);
    }
}
