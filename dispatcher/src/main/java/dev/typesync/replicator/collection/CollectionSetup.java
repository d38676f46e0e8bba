package dev.typesync.replicator.collection;

import static java.util.Objects.requireNonNull;

import dev.typesync.document.CollectionMapping;
import dev.typesync.document.CollectionResolution;
import dev.typesync.outbox.TableId;
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
import dev.typesync.replicator.ledger.RecordedDefinition;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.store.Settlement;
import dev.typesync.typesense.CollectionInfo;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sets a collection up: finds its table in the catalog and its place in Typesense, creates what is missing, and settles
 * requests of the previous owner. Then it opens or shuts the gate of the collection. Supervisor's thread only; blocks.
 */
public final class CollectionSetup {
    /** A missing collection is created again only if it is still missing after this time. */
    private static final Duration RECREATE_DELAY = Duration.ofSeconds(60);

    private final CollectionPipeline pipeline;
    private final OwnerContext context;
    private final ChangeRouter router;
    private final TakeOver takeOver;
    private final CollectionRecords records;
    private final PlacementFinder placementFinder;
    private final CollectionCreation creation;
    private final FieldComparison fieldComparison;
    private CollectionGate.Phase phaseBefore = CollectionGate.Phase.STARTING;
    private @Nullable CollectionResolution resolved;
    private boolean leavesFieldsOut;
    private @Nullable Long missingSinceNanos;

    public CollectionSetup(CollectionPipeline pipeline, OwnerContext context, ChangeRouter router, TakeOver takeOver) {
        this.pipeline = pipeline;
        this.context = context;
        this.router = router;
        this.takeOver = takeOver;
        this.records = context.ledger().records();
        this.placementFinder = new PlacementFinder(context.cluster().collections());
        this.creation = new CollectionCreation(pipeline, context);
        this.fieldComparison = new FieldComparison(pipeline.config());
    }

    /**
     * How a setup ended.
     *
     * @param reason why the collection is not live, with the remedy; null if it is
     * @param retryAfter when to set it up again; null for the usual time
     */
    record Outcome(
            CollectionState state,
            @Nullable String reason,
            @Nullable Duration retryAfter) {
        Outcome(CollectionState state, @Nullable String reason) {
            this(state, reason, null);
        }
    }

    /** Returns the state that the collection is in now. */
    Outcome run(CollectionJobs jobs) throws SQLException, InterruptedException, OwnershipLostException {
        phaseBefore = pipeline.gate().phase();
        if (phaseBefore == CollectionGate.Phase.SHUT && pipeline.health().isSuspensionDue()) {
            records.recordState(pipeline.name(), CollectionState.SUSPENDED, suspendedReason());
        }
        RecordedCollection recorded = records.find(pipeline.name()).orElse(null);
        boolean isPlaced = recorded != null && recorded.isPlaced();
        if (!isPlaced) { // no owner has written to it
            takeOver.recordSettled(pipeline.name());
        }
        CollectionResolution found = resolve(isPlaced);
        resolved = found;
        leavesFieldsOut = false;
        if (found instanceof CollectionResolution.Ready ready) {
            setTable(ready.mapping().table());
            return place(jobs, ready.mapping(), recorded);
        }
        CollectionResolution.Waiting waiting = (CollectionResolution.Waiting) found;
        if (waiting.table() != null) {
            setTable(waiting.table());
        }
        return waiting(waiting.reason() + "; " + waiting.remedy());
    }

    /** Whether the table has another definition than {@link #run} found. */
    boolean isOutdated() throws SQLException {
        return !resolve(true).equals(resolved);
    }

    /** Whether fields are left out that somebody may have changed in Typesense since. */
    boolean leavesFieldsOut() {
        return leavesFieldsOut;
    }

    private CollectionResolution resolve(boolean exists) throws SQLException {
        return context.tables().resolve(pipeline.config(), exists);
    }

    private void setTable(TableId table) {
        pipeline.setTable(table);
        router.route(pipeline.name(), table);
    }

    private String suspendedReason() {
        DeliveryFailure last = pipeline.health().lastFailure();
        return (last == null ? "a failure" : last.message()) + " for more than "
                + CollectionHealth.SUSPEND_AFTER.toMinutes()
                + " minutes; one mark replaces its changes; typesync tries again every 30 s, and compares the"
                + " collection with its table when that succeeds";
    }

    private Outcome waiting(String reason) throws SQLException {
        if (!pipeline.shut(CollectionPipeline.WAITING)) {
            pipeline.gate().tryEnter(CollectionGate.Phase.STARTING, CollectionGate.Phase.FOREIGN);
        }
        return outcome(CollectionState.WAITING, reason);
    }

    private Outcome outcome(CollectionState state, @Nullable String reason) throws SQLException {
        records.recordState(pipeline.name(), state, reason);
        return new Outcome(state, reason);
    }

    private Outcome place(CollectionJobs jobs, CollectionMapping found, @Nullable RecordedCollection recorded)
            throws SQLException, InterruptedException, OwnershipLostException {
        Placement placement = placementFinder.find(pipeline.name(), recorded);
        if (placement.kind() != Placement.Kind.MISSING) {
            missingSinceNanos = null;
        }
        return switch (placement.kind()) {
            case LIVE -> adopt(jobs, found, requireNonNull(recorded), ((Placement.Live) placement).existing(), null);
            case LOADING -> {
                Placement.Loading loading = (Placement.Loading) placement;
                yield adopt(jobs, found, requireNonNull(recorded), loading.existing(), loading.from());
            }
            case NOWHERE -> load(jobs, found, creation.create(found));
            case MISSING -> replaceMissing(jobs, found, requireNonNull(recorded), (Placement.Missing) placement);
            case FOREIGN -> leaveUnchanged(((Placement.Foreign) placement).reason());
        };
    }

    /** Continues with the concrete collection that exists, or replaces it if its documents have the ids of another key. */
    private Outcome adopt(
            CollectionJobs jobs,
            CollectionMapping found,
            RecordedCollection recorded,
            CollectionInfo existing,
            CollectionJobs.@Nullable LoadPosition load)
            throws SQLException, InterruptedException, OwnershipLostException {
        if (recorded.hasOtherKeyThan(found)) {
            return load(jobs, found, creation.createForNewKey(found, recorded));
        }
        if (existing.documents() == 0 && recorded.hasOtherDefinitionThan(found)) { // nobody notices a new one
            return load(jobs, found, creation.createInsteadOfEmpty(found, recorded));
        }
        FieldComparison.Fit fit = fieldComparison.compare(found, recorded, existing);
        if (!records.isMadeFor(fit.selected(), existing.name())) {
            return leaveUnchanged(existing.name()
                    + " has other fields than the configuration requires, and no record says that typesync made it;"
                    + " typesync does not change it; delete its alias, then typesync creates and loads a new one");
        }
        leavesFieldsOut = fit.leavesFieldsOut();
        String obstacle = fit.obstacle();
        if (obstacle != null) {
            return waiting(obstacle + "; give the column its former type again, or delete the collection "
                    + existing.name() + ", then typesync creates and loads a new one");
        }
        Duration unsettled = takeOver.settle(existing.name());
        if (!unsettled.isZero()) { // requests of the owner before may still be applied
            return new Outcome(load == null ? CollectionState.LIVE : CollectionState.LOADING, null, unsettled);
        }
        boolean isNew = prepare(fit.mapping(), existing.name());
        if (load == null || recorded.isFoundInTypesense()) {
            isNew |= markIfNeeded(fit.mapping(), recorded);
        }
        records.recordDefinition(pipeline.name(), fit.mapping(), fit.fields());
        jobs.scheduleLoad(load);
        return openGate(jobs, isNew, load == null ? CollectionState.LIVE : CollectionState.LOADING);
    }

    private Outcome load(CollectionJobs jobs, CollectionMapping mapping, String concrete)
            throws SQLException, InterruptedException, OwnershipLostException {
        takeOver.registerNew(concrete);
        prepare(mapping, concrete);
        jobs.scheduleLoad(CollectionJobs.LoadPosition.START);
        return openGate(jobs, true, CollectionState.LOADING);
    }

    private Outcome leaveUnchanged(String reason) throws SQLException {
        takeOver.recordSettled(pipeline.name()); // no owner writes to it
        pipeline.gate().enter(CollectionGate.Phase.FOREIGN);
        pipeline.queue().acknowledgeWaiting();
        return outcome(CollectionState.FOREIGN, reason);
    }

    /**
     * Creates a missing collection again if Typesense denies it twice, some time apart, by its list too. An answer 404
     * alone is no proof: a server that has just started, or whose disk is full, denies collections that exist.
     */
    private Outcome replaceMissing(
            CollectionJobs jobs, CollectionMapping found, RecordedCollection recorded, Placement.Missing missing)
            throws SQLException, InterruptedException, OwnershipLostException {
        if (recorded.loadTarget() != null) { // the alias pointed to it, so it was complete; the alias is still ours
            records.recordLoadEnd(pipeline.name(), missing.concrete());
        }
        if (!placementFinder.isDenied(missing.concrete())) {
            missingSinceNanos = null;
            return awaitMissing(missing);
        }
        return isMissingForLong() ? load(jobs, found, creation.create(found)) : awaitMissing(missing);
    }

    private Outcome awaitMissing(Placement.Missing missing) throws SQLException {
        pipeline.gate().tryEnter(CollectionGate.Phase.STARTING, CollectionGate.Phase.OPEN);
        return outcome(
                CollectionState.LOADING,
                "Typesense does not have " + missing.concrete() + "; typesync creates it again if it is still missing"
                        + " after " + RECREATE_DELAY.toSeconds() + " s");
    }

    private boolean isMissingForLong() {
        long now = context.timing().nanoTime().getAsLong();
        if (missingSinceNanos == null) {
            missingSinceNanos = now;
        }
        return now - missingSinceNanos >= RECREATE_DELAY.toNanos();
    }

    /**
     * Prepares the delivery of documents to the concrete collection.
     *
     * @return whether the collection was shut before
     */
    private boolean prepare(CollectionMapping mapping, String concrete) throws SQLException {
        RowSource rows = context.tables().rows(mapping);
        takeOver.recordSettled(pipeline.name());
        pipeline.setTarget(new DeliveryTarget(mapping.table(), rows, concrete));
        if (phaseBefore == CollectionGate.Phase.SHUT) {
            probe(rows, concrete);
        }
        return phaseBefore != CollectionGate.Phase.OPEN;
    }

    /** @param isNew whether a mark is to be compared now, although the last comparison was not long ago */
    private Outcome openGate(CollectionJobs jobs, boolean isNew, CollectionState state)
            throws SQLException, OwnershipLostException {
        if (isNew) {
            jobs.reconcileWithoutDelay();
        }
        if (phaseBefore != CollectionGate.Phase.OPEN) {
            pipeline.health().recordSuccess();
        }
        Outcome open = outcome(state, null); // before the gate opens: if it fails, the next run records it
        context.permit().confirm(); // makes the record durable, because it is not written again
        // a worker may have shut the gate in between; then the next run decides
        return pipeline.gate().tryEnter(CollectionGate.Phase.OPEN, phaseBefore)
                ? open
                : new Outcome(state, "it was shut during its set-up; the next attempt follows");
    }

    /** Throws if the trouble that shut the gate still lasts: rows cannot be read, or writes are refused. */
    private void probe(RowSource rows, String concrete) throws SQLException {
        rows.read(rows.keysAfter(null, 1).keys(), 1);
        Settlement.fenceOnce(context.cluster().store(), concrete);
    }

    /**
     * Marks the collection if changes were not written while it was not live, or if its definition has changed.
     *
     * @return whether it did
     */
    private boolean markIfNeeded(CollectionMapping mapping, RecordedCollection recorded) throws SQLException {
        boolean wasNotLive =
                (recorded.state() == CollectionState.WAITING || recorded.state() == CollectionState.FOREIGN)
                        && phaseBefore != CollectionGate.Phase.SHUT; // there is a mark already
        RecordedDefinition before = recorded.definition();
        boolean changed = before == null || !mapping.definitionHash().equals(before.hash());
        if (wasNotLive || changed) {
            String cause = wasNotLive ? "was not live" : before == null ? "start" : "definition";
            context.ledger().mark(mapping.table(), cause, pipeline.name());
        }
        return wasNotLive || changed;
    }
}
