package dev.typesync.replicator;

import dev.typesync.replicator.status.CollectionStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What a {@link Replicator} runs; there is one implementation for each place where changes wait. Thread-safe. */
interface Replication extends CommittedDelivery {
    /** Starts the threads; does not block. */
    void start();

    /** As {@link Replicator#awaitDelivered}. */
    void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException;

    /** As {@link Replicator#status}. */
    List<CollectionStatus> status() throws SQLException;

    /** Ends all threads, within the given time. */
    void close(Duration patience) throws InterruptedException;
}
