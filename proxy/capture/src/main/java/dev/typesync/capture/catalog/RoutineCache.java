package dev.typesync.capture.catalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The routines whose bodies have been read, for all readings of the catalog: thousands of bodies are read once.
 * Thread-safe.
 */
public final class RoutineCache {
    private final Map<Long, Routine> routines = new ConcurrentHashMap<>();

    /** Null if it is unknown or has been replaced since. */
    @Nullable
    Routine find(long oid, String version) {
        Routine routine = routines.get(oid);
        return routine != null && routine.version().equals(version) ? routine : null;
    }

    void add(Routine routine) {
        routines.put(routine.oid(), routine);
    }

    /** Removes all others. */
    void retain(Map<Long, Routine> current) {
        routines.keySet().retainAll(current.keySet());
    }
}
