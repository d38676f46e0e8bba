package dev.typesync.replicator;

import static java.util.Objects.requireNonNull;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.store.Timing;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.DatabaseLink;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Watches the delivery of other processes, in one that does not replicate. It opens one connection to the database, when
 * it is first asked. Thread-safe; blocks.
 */
public final class DeliveryObserver implements CommittedDelivery, AutoCloseable {
    private final DatabaseLink link;
    private final DeliveryBarrier barrier;
    private final SharedOutboxWait wait;

    /** @param connections opens plain connections to the primary, as a role that may SELECT typesync's tables */
    public DeliveryObserver(TypesyncConfig config, ConnectionFactory connections) {
        requireNonNull(connections, "connections");
        Timing timing = Timing.system();
        OutboxSchema schema = new OutboxSchema(config.database().schema());
        this.link = new DatabaseLink(connections);
        this.barrier = new DeliveryBarrier(schema, config.collections().keySet(), timing);
        this.wait = new SharedOutboxWait(new OutboxQuestion(schema), timing.nanoTime());
    }

    /** As {@link Replicator#awaitDelivered}. */
    public void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        barrier.await(link, timeout);
    }

    @Override
    public boolean awaitCommitted(Set<TableId> tables, Duration patience) throws InterruptedException {
        return wait.await(link, tables, patience);
    }

    @Override
    public void close() {
        wait.close();
        link.close();
    }
}
