package dev.typesync.replicator.delivery;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One lock for each document that is being written, by id. Thread-safe; does not block.
 *
 * <p>The queue never gives out one key twice at a time. But two keys can name the same document: a {@code citext} key
 * as {@code a} and as {@code A}, a numeric key as {@code 1.0} and as {@code 1.00}. This shows only after the rows are
 * read.
 */
final class DocumentLocks {
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> lockedIds = new HashSet<>();

    /** Locks all of the ids, or none; false if one of them is locked already. */
    boolean tryLock(Collection<String> wanted) {
        lock.lock();
        try {
            if (!Collections.disjoint(lockedIds, wanted)) {
                return false;
            }
            lockedIds.addAll(wanted);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void unlock(Collection<String> written) {
        lock.lock();
        try {
            lockedIds.removeAll(Set.copyOf(written));
        } finally {
            lock.unlock();
        }
    }
}
