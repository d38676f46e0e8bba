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
 * Sets a collection up: finds its table in the catalog and its place in Typesense, creates what is missing, and settles
 * requests of the previous owner. Then it opens or shuts the gate of the collection. Supervisor's thread only; blocks.
 */
public final class CollectionSetup {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /** A missing collection is created again only if it is still missing after this time. */
    private static final Duration RECREATE_DELAY = Duration.ofSeconds(60);

    private final CollectionPipeline pipeline;
    private final OwnerContext context;
    private final ChangeRouter router;
    private final CollectionResolver resolver;
    private final TakeOver takeOver;
    private final CollectionRecords records;
    private final PlacementFinder placementFinder;
    private final Set<String> reportedColumns = new HashSet<>();
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

    /** @param reason why the collection is not live, with the remedy; null if it is */
    record Outcome(CollectionState state, @Nullable String reason) {}

    /** Returns the state that the collection is in now. */
    Outcome run(CollectionJobs jobs) throws SQLException, InterruptedException, OwnershipLostException {
        phaseBefore = pipeline.gate().phase();
        if (phaseBefore == CollectionGate.Phase.SHUT && pipeline.health().isSuspensionDue()) {
            records.recordState(pipeline.name(), CollectionState.SUSPENDED, suspendedReason());
        }
        RecordedCollection recorded = records.find(pipeline.name()).orElse(null);
        CollectionResolution resolution =
                context.connections().rows().run(connection -> resolver.resolve(connection, pipeline.config()));
        if (resolution instanceof CollectionResolution.Ready ready) {
            CollectionMapping mapping = mapping(ready.mapping(), recorded);
            pipeline.setTable(mapping.table());
            router.route(pipeline.name(), mapping.table());
            return place(jobs, mapping, recorded);
        }
        CollectionResolution.Waiting waiting = (CollectionResolution.Waiting) resolution;
        return waiting(waiting.reason() + "; " + waiting.remedy());
    }

    private String suspendedReason() {
        DeliveryFailure last = pipeline.health().lastFailure();
        return (last == null ? "a failure" : last.message()) + " for more than "
                + CollectionHealth.SUSPEND_AFTER.toMinutes()
                + " minutes; one mark replaces its changes; typesync tries again every 30 s, and compares the"
                + " collection with its table when that succeeds";
    }

    /** Without configured columns, the collection keeps the columns that existed when it was created. */
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
        if (!added.isEmpty() && reportedColumns.addAll(added)) {
            LOG.log(
                    Level.INFO,
                    "collection {0}: columns {1} were added after the collection was created and are not in its"
                            + " documents; to include them, set columns: all, or list the columns",
                    pipeline.name(),
                    added);
        }
    }

    private Outcome waiting(String reason) throws SQLException {
        if (!pipeline.shut("waiting")) {
            pipeline.gate().tryEnter(CollectionGate.Phase.STARTING, CollectionGate.Phase.FOREIGN);
        }
        return outcome(CollectionState.WAITING, reason);
    }

    private Outcome outcome(CollectionState state, @Nullable String reason) throws SQLException {
        records.recordState(pipeline.name(), state, reason);
        return new Outcome(state, reason);
    }

    private Outcome place(CollectionJobs jobs, CollectionMapping mapping, @Nullable RecordedCollection recorded)
            throws SQLException, InterruptedException, OwnershipLostException {
        Placement placement = placement(mapping, recorded);
        return switch (placement.kind()) {
            case LIVE -> open(jobs, mapping, recorded, ((Placement.Live) placement).concrete(), null);
            case LOADING -> {
                Placement.Loading loading = (Placement.Loading) placement;
                yield open(jobs, mapping, recorded, loading.concrete(), loading);
            }
            case NOWHERE -> create(jobs, mapping, recorded);
            case MISSING ->
                isMissingForLong() ? create(jobs, mapping, recorded) : awaitMissing((Placement.Missing) placement);
            case FOREIGN -> leaveUnchanged((Placement.Foreign) placement);
        };
    }

    private Outcome leaveUnchanged(Placement.Foreign foreign) throws SQLException {
        pipeline.gate().enter(CollectionGate.Phase.FOREIGN);
        pipeline.queue().acknowledgeWaiting();
        return outcome(CollectionState.FOREIGN, foreign.reason());
    }

    private Outcome awaitMissing(Placement.Missing missing) throws SQLException {
        pipeline.gate().tryEnter(CollectionGate.Phase.STARTING, CollectionGate.Phase.OPEN);
        return outcome(
                CollectionState.LOADING,
                "Typesense does not have " + missing.concrete() + "; typesync creates it again if it is still missing"
                        + " after " + RECREATE_DELAY.toSeconds() + " s");
    }

    private Placement placement(CollectionMapping mapping, @Nullable RecordedCollection recorded) {
        Placement found = placementFinder.find(pipeline.name(), recorded);
        if (found.kind() != Placement.Kind.MISSING) {
            missingSinceNanos = null;
        }
        String concrete = found.existingCollection();
        if (concrete == null || records.isMadeFor(mapping, concrete)) {
            return found;
        }
        return new Placement.Foreign(concrete
                + " has other fields than the configuration requires, and no record says that typesync made it;"
                + " typesync does not change it; delete its alias, then typesync creates and loads a new one");
    }

    private boolean isMissingForLong() {
        long now = context.timing().nanoTime().getAsLong();
        if (missingSinceNanos == null) {
            missingSinceNanos = now;
        }
        return now - missingSinceNanos >= RECREATE_DELAY.toNanos();
    }

    private Outcome create(CollectionJobs jobs, CollectionMapping mapping, @Nullable RecordedCollection recorded)
            throws SQLException, InterruptedException, OwnershipLostException {
        String concrete = context.cluster()
                .collections()
                .concreteName(pipeline.name(), context.timing().clock().instant());
        records.recordState(pipeline.name(), CollectionState.LOADING, null);
        records.recordDefinition(pipeline.name(), mapping);
        records.recordLoadStart(
                pipeline.name(), concrete, estimatedRows(mapping)); // before it exists: then it is known as typesync's
        context.permit().confirm();
        context.cluster().collections().create(mapping.typesenseSchema(concrete));
        takeOver.registerNew(concrete);
        return open(jobs, mapping, recorded, concrete, new Placement.Loading(concrete, null, 0));
    }

    private long estimatedRows(CollectionMapping mapping) throws SQLException {
        return context.connections().rows().run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select greatest(reltuples, 0::pg_catalog.float4)::pg_catalog.int8 from pg_catalog.pg_class"
                            + " where oid OPERATOR(pg_catalog.=)"
                            + " pg_catalog.to_regclass(?::pg_catalog.text)::pg_catalog.oid")) {
                query.setString(1, mapping.table().quoted());
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    /** Prepares the delivery of documents to the concrete collection, and opens the gate. */
    private Outcome open(
            CollectionJobs jobs,
            CollectionMapping mapping,
            @Nullable RecordedCollection recorded,
            String concrete,
            Placement.@Nullable Loading load)
            throws SQLException, InterruptedException {
        RowSource rows = RowSource.over(context.connections().rows(), new RowReader(mapping));
        pipeline.setTarget(new DeliveryTarget(mapping.table(), rows, concrete));
        takeOver.settle(concrete);
        if (phaseBefore == CollectionGate.Phase.SHUT) {
            probe(rows, concrete);
        }
        if (recorded != null && (load == null || recorded.isFoundInTypesense())) {
            markIfNeeded(mapping, recorded);
        }
        records.recordDefinition(pipeline.name(), mapping);
        jobs.scheduleLoad(load);
        jobs.reconcileWithoutDelay();
        return openGate(load == null ? CollectionState.LIVE : CollectionState.LOADING);
    }

    private Outcome openGate(CollectionState state) throws SQLException {
        if (phaseBefore != CollectionGate.Phase.OPEN) {
            pipeline.health().recordSuccess();
        }
        // a worker may have shut the gate in between; then the next run decides
        return pipeline.gate().tryEnter(CollectionGate.Phase.OPEN, phaseBefore)
                ? outcome(state, null)
                : new Outcome(state, "it was shut during its set-up; the next attempt follows");
    }

    /** Throws if the trouble that shut the gate still lasts: rows cannot be read, or writes are refused. */
    private void probe(RowSource rows, String concrete) throws SQLException {
        rows.read(rows.keysAfter(null, 1));
        Settlement.fenceOnce(context.cluster().store(), concrete);
    }

    /** Marks the collection if changes were not written while it was not live, or if its definition has changed. */
    private void markIfNeeded(CollectionMapping mapping, RecordedCollection recorded) throws SQLException {
        boolean wasNotLive =
                (recorded.state() == CollectionState.WAITING || recorded.state() == CollectionState.FOREIGN)
                        && phaseBefore != CollectionGate.Phase.SHUT; // there is a mark already
        boolean changed = !mapping.definitionHash().equals(recorded.definition());
        if (wasNotLive || changed) {
            String cause = wasNotLive ? "was not live" : recorded.definition() == null ? "start" : "definition";
            context.ledger().mark(mapping.table(), cause, pipeline.name());
        }
    }
}
