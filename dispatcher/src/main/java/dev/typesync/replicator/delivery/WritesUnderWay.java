package dev.typesync.replicator.delivery;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The ids of a collection's documents that are being written.
 *
 * <p>The queue keeps one key text from being written twice at a time; but two texts can stand for one document (a
 * {@code citext} key written as {@code a} and as {@code A}, a numeric as {@code 1.0} and {@code 1.00}). Only the rows
 * read tell. Thread-safe.
 */
final class WritesUnderWay {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Set<String> ids = new HashSet<>();

    /** All of the ids, or none: false if one is being written. */
    boolean begin(Collection<String> wanted) {
        lock.lock();
        try {
            if (!Collections.disjoint(ids, wanted)) {
                return false;
            }
            ids.addAll(wanted);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void end(Collection<String> written) {
        lock.lock();
        try {
            ids.removeAll(Set.copyOf(written));
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until none of the ids is being written. */
    void awaitEndOf(Collection<String> wanted) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!Collections.disjoint(ids, wanted)) {
                ended.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
