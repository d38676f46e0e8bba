package dev.typesync.replicator.collection;

import dev.typesync.config.ColumnSelection;
import dev.typesync.document.CollectionMapping;
import dev.typesync.document.CollectionResolution;
import dev.typesync.document.CollectionResolver;
import dev.typesync.document.MappedColumn;
import dev.typesync.document.RowReader;
import dev.typesync.replicator.delivery.ChangeRouter;
import dev.typesync.replicator.delivery.CollectionGate;
import dev.typesync.replicator.delivery.CollectionHealth;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.DeliveryFailure;
import dev.typesync.replicator.delivery.DeliveryTarget;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.delivery.RowSource;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.replicator.ledger.RecordedCollection;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.store.Settlement;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings a collection into the phase it belongs in: looks its table up in the catalog and its place in Typesense,
 * creates what is missing, settles what the owner before may have left under way, and opens or shuts its gate.
 * Supervisor's thread only.
 */
public final class CollectionSetup {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /** A collection that cannot be found is made anew only if a second look, so much later, does not find it either. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(60);

    private final CollectionPipeline pipeline;
    private final OwnerContext context;
    private final ChangeRouter router;
    private final CollectionResolver resolver;
    private final TakeOver takeOver;
    private final CollectionRecords records;
    private final PlacementFinder placementFinder;
    private final Set<String> reported = new HashSet<>();
    private CollectionGate.Phase phaseBefore = CollectionGate.Phase.STARTING;
    private @Nullable Long missingSinceNanos;

    public CollectionSetup(
            CollectionPipeline pipeline,
            OwnerContext context,
            ChangeRouter router,
            CollectionResolver resolver,
            TakeOver takeOver) {
        this.pipeline = pipeline;
        this.context = context;
        this.router = router;
        this.resolver = resolver;
        this.takeOver = takeOver;
        this.records = context.ledger().records();
        this.placementFinder = new PlacementFinder(context.cluster().collections());
    }

    /** @param reason why it does not go on, with the remedy; null if it does */
    record Outcome(CollectionState state, @Nullable String reason) {}

    Outcome run(CollectionJobs jobs) throws SQLException, InterruptedException, OwnershipLostException {
        phaseBefore = pipeline.gate().phase();
        if (phaseBefore == CollectionGate.Phase.SHUT && pipeline.health().mustSuspend()) {
            records.state(pipeline.name(), CollectionState.SUSPENDED, suspendedReason());
        }
        RecordedCollection recorded = records.find(pipeline.name()).orElse(null);
        CollectionResolution resolution =
                context.links().rows().run(connection -> resolver.resolve(connection, pipeline.config()));
        if (resolution instanceof CollectionResolution.Ready ready) {
            CollectionMapping mapping = mapping(ready.mapping(), recorded);
            pipeline.table(mapping.table());
            router.route(pipeline.name(), mapping.table());
            return place(jobs, mapping, recorded);
        }
        CollectionResolution.Waiting waiting = (CollectionResolution.Waiting) resolution;
        return waiting(waiting.reason() + "; " + waiting.remedy());
    }

    private String suspendedReason() {
        DeliveryFailure last = pipeline.health().last();
        return (last == null ? "a failure" : last.message()) + " for more than "
                + CollectionHealth.PATIENCE.toMinutes()
                + " minutes; its changes wait as one mark and are reconciled when"
                + " it answers again, tried every 30 s";
    }

    /** The columns that a collection has are those that existed when it was created, unless they were named. */
    private CollectionMapping mapping(CollectionMapping found, @Nullable RecordedCollection recorded) {
        if (recorded == null
                || (recorded.concrete() == null && recorded.loadTarget() == null)
                || !(pipeline.config().columns() instanceof ColumnSelection.Existing)) {
            return found;
        }
        reportNewColumns(found, recorded);
        return found.restrictedTo(recorded.fieldsOf(found));
    }

    private void reportNewColumns(CollectionMapping found, RecordedCollection recorded) {
        Set<String> added = found.columns().stream()
                .map(MappedColumn::field)
                .filter(field -> !recorded.fields().contains(field))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!added.isEmpty() && reported.addAll(added)) {
            LOG.log(
                    Level.INFO,
                    "collection {0}: columns {1} were added since it was created and are not in its documents; columns: all"
                            + " takes such columns, a list names the wanted ones",
                    pipeline.name(),
                    added);
        }
    }

    private Outcome waiting(String reason) throws SQLException {
        if (!pipeline.shut("waiting")) {
            pipeline.gate().enter(CollectionGate.Phase.STARTING, CollectionGate.Phase.FOREIGN);
        }
        return outcome(CollectionState.WAITING, reason);
    }

    private Outcome outcome(CollectionState state, @Nullable String reason) throws SQLException {
        records.state(pipeline.name(), state, reason);
        return new Outcome(state, reason);
    }

    private Outcome place(CollectionJobs jobs, CollectionMapping mapping, @Nullable RecordedCollection recorded)
            throws SQLException, InterruptedException, OwnershipLostException {
        Placement placement = placement(mapping, recorded);
        if (placement instanceof Placement.Foreign foreign) {
            pipeline.gate().enter(CollectionGate.Phase.FOREIGN);
            pipeline.queue().acknowledgeWaiting();
            return outcome(CollectionState.FOREIGN, foreign.reason());
        }
        if (placement instanceof Placement.Live live) {
            return open(jobs, mapping, recorded, live.concrete(), null);
        }
        if (placement instanceof Placement.Loading loading) {
            return open(jobs, mapping, recorded, loading.concrete(), loading);
        }
        if (placement instanceof Placement.Missing missing && !isMissingForLong()) {
            pipeline.gate().enter(CollectionGate.Phase.STARTING, CollectionGate.Phase.OPEN);
            return outcome(
                    CollectionState.LOADING,
                    "Typesense does not know " + missing.concrete() + "; it is made anew if a second look, "
                            + SECOND_LOOK.toSeconds() + " s later, does not find it either");
        }
        return create(jobs, mapping, recorded);
    }

    private Placement placement(CollectionMapping mapping, @Nullable RecordedCollection recorded) {
        Placement found = placementFinder.find(pipeline.name(), recorded);
        if (!(found instanceof Placement.Missing)) {
            missingSinceNanos = null;
        }
        String concrete = found instanceof Placement.Live live
                ? live.concrete()
                : found instanceof Placement.Loading loading ? loading.concrete() : null;
        if (concrete == null || records.recognises(mapping, concrete)) {
            return found;
        }
        return new Placement.Foreign(
                concrete + " has other fields than the configuration asks for, and nothing says that"
                        + " typesync made it; it is left alone; delete its alias to have a new one made and loaded");
    }

    private boolean isMissingForLong() {
        long now = context.timing().nanoTime().getAsLong();
        if (missingSinceNanos == null) {
            missingSinceNanos = now;
        }
        return now - missingSinceNanos >= SECOND_LOOK.toNanos();
    }

    private Outcome create(CollectionJobs jobs, CollectionMapping mapping, @Nullable RecordedCollection recorded)
            throws SQLException, InterruptedException, OwnershipLostException {
        String concrete = context.cluster()
                .collections()
                .concreteName(pipeline.name(), context.timing().clock().instant());
        records.state(pipeline.name(), CollectionState.LOADING, null);
        records.definition(pipeline.name(), mapping);
        records.loadBegins(pipeline.name(), concrete, estimatedRows(mapping)); // first: what is made is known as ours
        context.tenure().confirm();
        context.cluster().collections().create(mapping.typesenseSchema(concrete));
        takeOver.created(concrete);
        return open(jobs, mapping, recorded, concrete, new Placement.Loading(concrete, null, 0));
    }

    private long estimatedRows(CollectionMapping mapping) throws SQLException {
        return context.links().rows().run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select greatest(reltuples, 0)::bigint from pg_class" + " where oid = to_regclass(?)")) {
                query.setString(1, mapping.table().quoted());
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    /** From here on documents are written. */
    private Outcome open(
            CollectionJobs jobs,
            CollectionMapping mapping,
            @Nullable RecordedCollection recorded,
            String concrete,
            Placement.@Nullable Loading load)
            throws SQLException, InterruptedException {
        RowSource rows = RowSource.over(context.links().rows(), new RowReader(mapping));
        pipeline.target(new DeliveryTarget(mapping.table(), rows, concrete));
        takeOver.settle(concrete);
        if (phaseBefore == CollectionGate.Phase.SHUT) {
            probe(rows, concrete);
        }
        if (recorded != null && (load == null || recorded.isAdopted())) {
            markIfNeeded(mapping, recorded);
        }
        records.definition(pipeline.name(), mapping);
        jobs.load(load);
        jobs.reconcileAtOnce();
        if (phaseBefore != CollectionGate.Phase.OPEN) {
            pipeline.health().succeeded();
        }
        CollectionState state = load == null ? CollectionState.LIVE : CollectionState.LOADING;
        // a worker may have shut it meanwhile: then the next look decides
        return pipeline.gate().enter(CollectionGate.Phase.OPEN, phaseBefore)
                ? outcome(state, null)
                : new Outcome(state, "it was shut a moment ago");
    }

    /** Whether what made it shut is over: rows can be read, writes are taken. */
    private void probe(RowSource rows, String concrete) throws SQLException {
        rows.read(rows.keysAfter(null, 1));
        Settlement.fence(context.cluster().store(), concrete);
    }

    /** Changes that were not written while it was not live, or that a new definition makes. */
    private void markIfNeeded(CollectionMapping mapping, RecordedCollection recorded) throws SQLException {
        boolean wasAway = (recorded.state() == CollectionState.WAITING || recorded.state() == CollectionState.FOREIGN)
                && phaseBefore != CollectionGate.Phase.SHUT; // that has left a mark already
        boolean changed = !mapping.definitionHash().equals(recorded.definition());
        if (wasAway || changed) {
            String cause = wasAway ? "was not live" : recorded.definition() == null ? "start" : "definition";
            context.ledger().mark(mapping.table(), cause, pipeline.name());
        }
    }
}
