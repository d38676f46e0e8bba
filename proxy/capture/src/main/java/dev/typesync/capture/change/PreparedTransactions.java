package dev.typesync.capture.change;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes of transactions that were prepared by SQL, until any connection of this process ends them. Bounded:
 * beyond the limit a transaction is not remembered, and its changes are unknown. Thread-safe.
 */
public final class PreparedTransactions {
    private static final int MAX_TRANSACTIONS = 1_000;

    private final Map<String, UnpublishedChanges> byName = new HashMap<>(); // guarded by this

    /** Remembers the changes of a transaction that was prepared. */
    public synchronized void add(String name, UnpublishedChanges changes) {
        if (!changes.isEmpty() && byName.size() < MAX_TRANSACTIONS) {
            byName.put(name, changes);
        }
    }

    /**
     * Removes a transaction that was committed or rolled back. Null if it was not prepared by this process, or if too
     * many were.
     */
    public synchronized @Nullable UnpublishedChanges remove(String name) {
        return byName.remove(name);
    }
}
