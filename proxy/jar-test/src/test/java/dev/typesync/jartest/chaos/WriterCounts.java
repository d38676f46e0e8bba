package dev.typesync.jartest.chaos;

import java.util.concurrent.atomic.AtomicLong;

/** What all writers of a program have done. Thread-safe. */
final class WriterCounts {
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong rollbacks = new AtomicLong();

    void addStatements(int count) {
        statements.addAndGet(count);
    }

    void addRollback() {
        rollbacks.incrementAndGet();
    }

    long statements() {
        return statements.get();
    }

    long rollbacks() {
        return rollbacks.get();
    }
}
