package dev.typesync.replicator;

import dev.typesync.config.CollectionConfig;
import dev.typesync.document.CollectionResolver;
import dev.typesync.replicator.collection.CollectionSetup;
import dev.typesync.replicator.collection.CollectionSupervisor;
import dev.typesync.replicator.collection.TakeOver;
import dev.typesync.replicator.delivery.ChangeRouter;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.source.ChangeSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a process runs while it delivers: the source and, for each collection, a supervisor with its workers.
 *
 * <p>Closing it: supervisors and queues take up nothing new, batches under way get the time given, what they acknowledged
 * leaves its source, and whatever is left is cut.
 */
final class ReplicationOwner {
    private final OwnerContext context;
    private final List<CollectionPipeline> pipelines = new ArrayList<>();
    private final List<CollectionSupervisor> supervisors = new ArrayList<>();
    private final ChangeSource source;
    private final ChangeRouter router;

    /** @param handedOver whether nothing that was sent before can still be applied */
    ReplicationOwner(OwnerContext context, CollectionResolver resolver, boolean handedOver, ChangeSource source) {
        this.context = context;
        this.source = source;
        TakeOver takeOver = new TakeOver(handedOver, context);
        for (CollectionConfig config : context.config().collections().values()) {
            pipelines.add(new CollectionPipeline(config, context));
        }
        router = new ChangeRouter(pipelines);
        for (CollectionPipeline pipeline : pipelines) {
            CollectionSetup setup = new CollectionSetup(pipeline, context, router, resolver, takeOver);
            supervisors.add(new CollectionSupervisor(pipeline, setup, context));
        }
    }

    void start() {
        supervisors.forEach(CollectionSupervisor::start);
        source.start(router);
    }

    /** The last process with another configuration is gone: until now its documents may have been written as well. */
    void markAllForDefinition() throws SQLException {
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
     * @param patience for batches under way
     * @return whether nothing is left behind whose outcome is unknown
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
        context.tenure().lost(); // a thread that is late finds itself without the lease
        return context.tenure().unanswered().isEveryOneAnswered();
    }
}
