package dev.typesync.replicator.delivery;

import dev.typesync.config.CollectionConfig;
import dev.typesync.document.CollectionResolver;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.FakeTable;
import dev.typesync.replicator.Stage;
import dev.typesync.replicator.lease.DatabaseHistoryCheck;
import dev.typesync.replicator.lease.DatabaseLeaseTable;
import dev.typesync.replicator.lease.HeldLease;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.lease.UnansweredWrites;
import dev.typesync.replicator.ledger.DatabaseLedger;
import dev.typesync.replicator.queue.QueueBudget;
import dev.typesync.replicator.store.FakeTime;
import dev.typesync.replicator.store.ScriptedStore;
import dev.typesync.replicator.store.TypesenseCluster;
import dev.typesync.replicator.store.TypesenseCollections;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.source.Ownership;
import dev.typesync.testkit.SharedServers;
import dev.typesync.typesense.CollectionAdministration;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** One open collection with a fake of Typesense, a fake table, and a clock that the test moves. */
public final class DeliveryStage implements AutoCloseable {
    public static final Duration SETTLE_TIME = Duration.ofSeconds(10);

    public final FakeTime time = new FakeTime();
    public final ScriptedStore store = new ScriptedStore(time);
    final FakeTable table = new FakeTable();
    final Stage stage = new Stage().settleTime(SETTLE_TIME);
    final AtomicInteger acknowledged = new AtomicInteger();
    final CollectionPipeline pipeline;
    public final OwnerContext context;
    final BatchDelivery delivery;
    private final DeliveryTask task;
    private final ReplicatorConnections connections;

    DeliveryStage(CollectionConfig collection) throws SQLException {
        ConnectionFactory connectionFactory =
                () -> DriverManager.getConnection(SharedServers.postgres().url(stage.database));
        OutboxSchema schema = new OutboxSchema("typesync");
        connections = ReplicatorConnections.of(connectionFactory);
        DatabaseLeaseTable lease = new DatabaseLeaseTable(
                connections.lease(), schema, new DatabaseHistoryCheck(schema), "test", Duration.ofHours(1));
        Ownership ownership = lease.acquire().orElseThrow().ownership();
        HeldLease held = new HeldLease(lease, ownership, new UnansweredWrites(time), new ReentrantLock(), time);
        context = new OwnerContext(
                stage.config(collection),
                new DatabaseLedger(connections.outbox(), schema, ownership, "test"),
                new DatabaseTables(connections, new CollectionResolver(), time),
                new TypesenseCluster(
                        store,
                        new TypesenseCollections(new CollectionAdministration(
                                stage.config(collection).typesense()))),
                held,
                new QueueBudget(QueueBudget.DEFAULT_BYTES),
                time.timing());
        pipeline = new CollectionPipeline(collection, context);
        delivery = new BatchDelivery(pipeline, context);
        task = new DeliveryTask(pipeline, delivery, context);
        TableId id = new TableId("public", collection.name());
        pipeline.setTable(id);
        pipeline.setTarget(new DeliveryTarget(id, table, "concrete"));
        pipeline.gate().enter(CollectionGate.Phase.OPEN);
    }

    public DeliveryStage() throws SQLException {
        this(CollectionConfig.of("books"));
    }

    DeliveryStage changed(String... keys) {
        pipeline.queue().offer(List.of(keys), acknowledged::incrementAndGet, Instant.EPOCH);
        return this;
    }

    /** Delivers all batches that may be sent now, on this thread. Waits move the clock. */
    void deliver() throws InterruptedException, OwnershipLostException {
        Duration wait = task.step();
        while (wait.isZero() || !pipeline.queue().currentBatches().isEmpty()) {
            if (!wait.isZero()) {
                time.timing().pause(wait);
            }
            wait = task.step();
        }
    }

    @Override
    public void close() throws SQLException {
        connections.close();
        stage.close();
    }
}
