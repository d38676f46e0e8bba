package dev.typesync.replicator.collection;

import dev.typesync.replicator.delivery.CollectionGate;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryFailure;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.typesense.CollectionInfo;
import dev.typesync.typesense.TypesenseException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The long work on an open collection: its first load, its reconciliations, its figures. Supervisor's thread only. */
final class CollectionJobs {
    private static final Duration FIGURES_EVERY = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final CollectionPipeline pipeline;
    private final OwnerContext context;
    private final CollectionRecords records;
    private Placement.@Nullable Loading load;
    private @Nullable Long reconciledNanos;
    private @Nullable Long figuresNanos;
    private @Nullable DeliveryFailure toldFailure;
    private long countedChanges = -1;

    CollectionJobs(CollectionPipeline pipeline, OwnerContext context) {
        this.pipeline = pipeline;
        this.context = context;
        this.records = context.ledger().records();
    }

    /** A load to be done next; null: the collection is complete. */
    void load(Placement.@Nullable Loading next) {
        load = next;
    }

    /** What waited while the collection was shut is reconciled without delay. */
    void reconcileAtOnce() {
        reconciledNanos = null;
    }

    void work() throws SQLException, InterruptedException {
        DeliveryTarget target = pipeline.target();
        if (target == null) {
            return;
        }
        if (load != null) {
            load(target, load);
        } else if (pipeline.gate().hasMarks() && isReconciliationDue()) {
            reconcile(target);
        }
        figures(target);
    }

    private void load(DeliveryTarget target, Placement.Loading from) throws SQLException, InterruptedException {
        FirstLoad firstLoad = new FirstLoad(pipeline, records, from.loaded());
        if (!firstLoad.run(target, from.afterKey())) {
            return; // setup looks again where it stands
        }
        context.cluster()
                .collections()
                .setAlias(context.cluster().collections().aliasName(pipeline.name()), target.collection());
        records.loaded(pipeline.name(), target.collection());
        records.state(pipeline.name(), CollectionState.LIVE, null);
        load = null;
        countedChanges = -1;
        LOG.log(
                Level.INFO,
                "collection {0} is loaded: {1} rows in {2}",
                pipeline.name(),
                firstLoad.loaded(),
                target.collection());
    }

    private boolean isReconciliationDue() {
        long interval = context.config().delivery().reconcileInterval().toNanos();
        return reconciledNanos == null || context.timing().nanoTime().getAsLong() - reconciledNanos >= interval;
    }

    private void reconcile(DeliveryTarget target) throws SQLException, InterruptedException {
        List<CollectionGate.PendingMark> marks = pipeline.gate().takeMarks();
        boolean done = false;
        try {
            Reconciliation reconciliation =
                    new Reconciliation(pipeline, context.cluster().store());
            done = reconciliation.run(target);
            if (done) {
                reconciledNanos = context.timing().nanoTime().getAsLong();
                LOG.log(
                        Level.INFO,
                        "collection {0} is reconciled: {1} documents differed ({2} marks, the first: {3})",
                        pipeline.name(),
                        reconciliation.differing(),
                        marks.size(),
                        marks.get(0).cause());
            }
        } finally {
            if (!done) {
                pipeline.gate().giveBack(marks);
            }
        }
        if (done) {
            marks.forEach(mark -> mark.acknowledgement().acknowledged());
        }
    }

    private void figures(DeliveryTarget target) throws SQLException {
        long now = context.timing().nanoTime().getAsLong();
        long changes = pipeline.lag().count();
        boolean early = figuresNanos != null && now - figuresNanos < FIGURES_EVERY.toNanos();
        DeliveryFailure last = pipeline.health().last();
        if (early || (changes == countedChanges && Objects.equals(last, toldFailure))) {
            return;
        }
        figuresNanos = now;
        countedChanges = changes;
        toldFailure = last;
        records.figures(pipeline.name(), documents(target), pipeline.lag(), last == null ? null : last.message());
    }

    /** Null if Typesense does not tell now. */
    private @Nullable Long documents(DeliveryTarget target) {
        try {
            return context.cluster()
                    .collections()
                    .find(target.collection())
                    .map(CollectionInfo::documents)
                    .orElse(null);
        } catch (TypesenseException e) {
            LOG.log(Level.DEBUG, "collection {0}: no count of documents: {1}", pipeline.name(), e.getMessage());
            return null;
        }
    }
}
