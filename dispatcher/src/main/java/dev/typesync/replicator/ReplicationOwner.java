package dev.typesync.replicator;

import dev.typesync.config.CollectionConfig;
import dev.typesync.document.CollectionResolver;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.collection.CollectionSetup;
import dev.typesync.replicator.collection.CollectionSupervisor;
import dev.typesync.replicator.collection.CommittedDdl;
import dev.typesync.replicator.collection.TakeOver;
import dev.typesync.replicator.delivery.ChangeRouter;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.source.Acknowledgement;
import dev.typesync.source.Change;
import dev.typesync.source.ChangeSink;
import dev.typesync.source.ChangeSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Everything that runs in a process while it is the owner: the source of changes and, for each collection, a supervisor
 * with its workers. Used by one thread.
 *
 * <p>To close it: supervisors and queues start nothing new, batches in flight get the given time, the source deletes
 * what they acknowledged, and all other work is interrupted.
 */
final class ReplicationOwner {
    private final OwnerContext context;
    private final List<CollectionPipeline> pipelines = new ArrayList<>();
    private final List<CollectionSupervisor> supervisors = new ArrayList<>();
    private final ChangeSource source;
    private final ChangeRouter router;

    /** @param handedOver whether the previous owner knew the outcome of all its requests */
    ReplicationOwner(
            OwnerContext context,
            CollectionResolver resolver,
            boolean handedOver,
            ChangeSource source,
            CommittedDdl ddl) {
        this.context = context;
        this.source = source;
        TakeOver takeOver = new TakeOver(handedOver, context);
        for (CollectionConfig config : context.config().collections().values()) {
            pipelines.add(new CollectionPipeline(config, context));
        }
        router = new ChangeRouter(pipelines);
        for (CollectionPipeline pipeline : pipelines) {
            CollectionSetup setup = new CollectionSetup(pipeline, context, router, resolver, takeOver);
            supervisors.add(new CollectionSupervisor(pipeline, setup, context, ddl));
        }
    }

    void start() {
        supervisors.forEach(CollectionSupervisor::start);
        source.start(new ChangeSink() {
            @Override
            public Admission offer(Change change, Acknowledgement acknowledgement) {
                return ReplicationOwner.this.offer(change, acknowledgement);
            }

            @Override
            public Set<TableId> tables() {
                return router.tables();
            }
        });
    }

    private ChangeSink.Admission offer(Change change, Acknowledgement acknowledgement) {
        ChangeSink.Admission admission = router.offer(change, acknowledgement);
        if (admission == ChangeSink.Admission.UNKNOWN_TABLE) {
            supervisors.forEach(supervisor -> supervisor.lookForTable(change.table()));
        }
        return admission;
    }

    /**
     * Marks every collection. It is called when the last process with another configuration has ended, because that
     * process may have written documents until now.
     */
    void markAllCollections() throws SQLException {
        for (CollectionPipeline pipeline : pipelines) {
            DeliveryTarget target = pipeline.target();
            if (target != null) {
                context.ledger().mark(target.table(), "definition", pipeline.name());
            }
        }
    }

    /**
     * Ends everything.
     *
     * @param patience the time for batches in flight
     * @return whether the outcome of all requests is known
     */
    boolean close(Duration patience) throws InterruptedException {
        supervisors.forEach(CollectionSupervisor::stop);
        long deadline = System.nanoTime() + patience.toNanos();
        boolean idle = true;
        for (CollectionPipeline pipeline : pipelines) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            idle &= pipeline.queue().awaitIdle(left);
        }
        supervisors.forEach(CollectionSupervisor::interrupt);
        source.close();
        if (!idle) {
            context.cluster().store().cancelConnections();
        }
        for (CollectionSupervisor supervisor : supervisors) {
            supervisor.join(Duration.ofMillis(200));
        }
        context.permit().revoke(); // for a thread that still runs
        return context.permit().unanswered().isEveryWriteAnswered();
    }
}
