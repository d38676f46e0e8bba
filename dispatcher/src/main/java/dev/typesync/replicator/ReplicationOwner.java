package dev.typesync.replicator;

import dev.typesync.config.CollectionConfig;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.collection.CollectionSetup;
import dev.typesync.replicator.collection.CollectionSupervisor;
import dev.typesync.replicator.collection.CommittedDdl;
import dev.typesync.replicator.collection.ComparisonMemory;
import dev.typesync.replicator.collection.TakeOver;
import dev.typesync.replicator.delivery.BatchDelivery;
import dev.typesync.replicator.delivery.ChangeRouter;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.delivery.DeliveryTask;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.queue.KeyQueue;
import dev.typesync.replicator.task.TaskHandle;
import dev.typesync.replicator.task.TaskRunner;
import dev.typesync.source.Acknowledgement;
import dev.typesync.source.Change;
import dev.typesync.source.ChangeSink;
import dev.typesync.source.ChangeSource;
import dev.typesync.source.WakeUpSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Everything that runs in a process while it is the owner: the source of changes, the deliveries of all collections and
 * their supervisors. They share a fixed number of threads, however many collections there are. Used by one thread.
 *
 * <p>To close it: no further step begins, the steps that run get the given time, the source deletes what they
 * acknowledged, and all other work is interrupted.
 */
final class ReplicationOwner {
    /** The threads that read rows and write documents. */
    static final int DELIVERY_THREADS = 4;

    /** The threads for setups, loads and comparisons. */
    static final int SUPERVISION_THREADS = 2;

    private static final Duration INTERRUPT_PATIENCE = Duration.ofMillis(200);

    private final OwnerContext context;
    private final List<CollectionPipeline> pipelines = new ArrayList<>();
    private final List<CollectionSupervisor> supervisors = new ArrayList<>();
    private final ChangeSource source;
    private final WakeUpSignal commits;
    private final ChangeRouter router;
    private final TakeOver takeOver;
    private final List<TaskRunner> runners = new ArrayList<>();

    /**
     * @param handedOver whether the previous owner knew the outcome of all its requests
     * @param commits signalled when there may be something to read
     */
    ReplicationOwner(
            OwnerContext context, boolean handedOver, ChangeSource source, WakeUpSignal commits, CommittedDdl ddl) {
        this.context = context;
        this.source = source;
        this.commits = commits;
        takeOver = new TakeOver(handedOver, context);
        ComparisonMemory comparisonMemory = new ComparisonMemory();
        for (CollectionConfig config : context.config().collections().values()) {
            pipelines.add(new CollectionPipeline(config, context));
        }
        router = new ChangeRouter(pipelines);
        for (CollectionPipeline pipeline : pipelines) {
            CollectionSetup setup = new CollectionSetup(pipeline, context, router, takeOver);
            supervisors.add(new CollectionSupervisor(pipeline, setup, context, ddl, comparisonMemory));
        }
    }

    /**
     * Continues with the tables that the collections had before. Their changes wait until all collections of the table
     * are set up. Otherwise the first of them would be the only receiver, and its acknowledgement would delete changes
     * that the others need. Called before the start.
     */
    void expectChangesOf(Map<String, TableId> tables) {
        for (CollectionPipeline pipeline : pipelines) {
            TableId table = tables.get(pipeline.name());
            if (table != null) {
                router.route(pipeline.name(), table);
            }
        }
    }

    void start() {
        startDeliveries(open("delivery", DELIVERY_THREADS));
        TaskRunner supervision = open("collections", SUPERVISION_THREADS);
        supervisors.forEach(supervisor -> supervisor.start(supervision));
        new SourceTask(
                        source,
                        new Routing(),
                        commits,
                        context.config().delivery(),
                        context.timing().nanoTime())
                .start(open("outbox", 1));
    }

    private TaskRunner open(String name, int threads) {
        TaskRunner runner = context.timing().openRunner(name, threads);
        runners.add(runner);
        return runner;
    }

    private void startDeliveries(TaskRunner runner) {
        for (CollectionPipeline pipeline : pipelines) {
            BatchDelivery delivery = new BatchDelivery(pipeline, context);
            List<TaskHandle> handles = new ArrayList<>();
            for (int i = 0; i < KeyQueue.MAX_IN_FLIGHT; i++) {
                handles.add(runner.add(pipeline.name(), new DeliveryTask(pipeline, delivery, context)));
            }
            pipeline.queue().onChange(() -> wake(handles, pipeline.queue()));
        }
    }

    /** The first task takes all that waits if no batch is in flight. Each thread that wakes costs time. */
    private static void wake(List<TaskHandle> deliveries, KeyQueue queue) {
        deliveries.get(0).wake();
        if (queue.hasBatchInFlight()) {
            deliveries.subList(1, deliveries.size()).forEach(TaskHandle::wake);
        }
    }

    /** Gives changes to the collections of their tables. A table without one may be a table that is new. */
    private final class Routing implements ChangeSink {
        @Override
        public Admission offer(Change change, Acknowledgement acknowledgement) {
            Admission admission = router.offer(change, acknowledgement);
            if (admission == Admission.UNKNOWN_TABLE) {
                supervisors.forEach(supervisor -> supervisor.lookForTable(change.table()));
            }
            return admission;
        }

        @Override
        public boolean isOpen(TableId table) {
            return router.isOpen(table);
        }

        @Override
        public void endOffers() {
            router.endOffers();
        }

        @Override
        public Set<TableId> tables() {
            return router.tables();
        }
    }

    /** Why this owner must be given up: a step has failed, or one hangs. Empty if all is well. */
    Optional<TaskRunner.Trouble> trouble(Duration patience) {
        return runners.stream()
                .map(runner -> runner.trouble(patience))
                .flatMap(Optional::stream)
                .findFirst();
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
     * @return whether the outcome of all requests is known, also of those of earlier owners
     */
    boolean close(Duration patience) throws InterruptedException {
        supervisors.forEach(CollectionSupervisor::close);
        runners.forEach(TaskRunner::stop);
        boolean idle = awaitIdle(patience);
        if (!idle) {
            runners.forEach(TaskRunner::interrupt);
            context.cluster().store().cancelConnections();
            idle = awaitIdle(INTERRUPT_PATIENCE);
        }
        if (idle) {
            supervisors.forEach(CollectionSupervisor::abandon);
            source.finish();
        }
        context.permit().revoke(); // for a thread that still runs
        return takeOver.isSettled() && context.permit().unanswered().isEveryWriteAnswered();
    }

    /** Whether no step runs any more, after the close. Thread-safe. */
    boolean isIdle() {
        return runners.stream().allMatch(TaskRunner::isIdle);
    }

    private boolean awaitIdle(Duration patience) throws InterruptedException {
        LongSupplier nanoTime = context.timing().nanoTime();
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        boolean idle = true;
        for (TaskRunner runner : runners) {
            idle &= runner.awaitIdle(Duration.ofNanos(Math.max(0, deadline - nanoTime.getAsLong())));
        }
        return idle;
    }
}
