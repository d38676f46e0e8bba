package dev.typesync.replicator;

import dev.typesync.replicator.status.CollectionStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What a {@link Replicator} runs, by where changes wait. Thread-safe. */
interface Replication {
    void start();

    /** As {@link Replicator#awaitDelivered}. */
    void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException;

    List<CollectionStatus> status() throws SQLException;

    /** Ends it, within the given time. */
    void close(Duration patience) throws InterruptedException;
}
