package dev.typesync.capture.catalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The routines whose bodies have been read, for all readings of the catalog: thousands of bodies are read once. Thread-safe. */
public final class RoutineCache {
    private final Map<Long, Routine> known = new ConcurrentHashMap<>();

    /** Null if it is unknown or has been replaced since. */
    @Nullable
    Routine find(long oid, String version) {
        Routine routine = known.get(oid);
        return routine != null && routine.version().equals(version) ? routine : null;
    }

    void add(Routine routine) {
        known.put(routine.oid(), routine);
    }

    /** Forgets all but these. */
    void keep(Map<Long, Routine> current) {
        known.keySet().retainAll(current.keySet());
    }
}
