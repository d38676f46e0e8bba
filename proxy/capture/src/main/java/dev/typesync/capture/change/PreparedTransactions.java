package dev.typesync.capture.change;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What transactions have changed that were prepared by SQL, until any connection of this process ends them. Bounded; one
 * that is not known is one whose changes cannot be told. Thread-safe.
 */
public final class PreparedTransactions {
    private static final int MOST = 1_000;

    private final Map<String, PreparedChanges> byName = new HashMap<>(); // guarded by this

    public synchronized void prepared(String name, PreparedChanges changes) {
        if (!changes.isEmpty() && byName.size() < MOST) {
            byName.put(name, changes);
        }
    }

    /** It is committed, or rolled back; null if it is not one of this process, or too many were prepared. */
    public synchronized @Nullable PreparedChanges ended(String name) {
        return byName.remove(name);
    }
}
