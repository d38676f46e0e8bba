package dev.typesync.replicator;

import dev.typesync.outbox.TableId;
import java.time.Duration;
import java.util.Set;

/** Knows what is delivered. Thread-safe; blocks. */
@FunctionalInterface
public interface CommittedDelivery {
    /**
     * Waits until Typesense has acknowledged every key of these tables that is committed now. Tables of collections that
     * are not complete, and marks, are not awaited.
     *
     * @return false if that takes longer than {@code patience}; true after a close, because then nothing is awaited
     */
    boolean awaitCommitted(Set<TableId> tables, Duration patience) throws InterruptedException;
}
