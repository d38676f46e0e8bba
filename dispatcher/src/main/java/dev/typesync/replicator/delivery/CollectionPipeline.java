package dev.typesync.replicator.delivery;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.DeliveryConfig;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.ledger.RejectedDocuments;
import dev.typesync.replicator.queue.KeyQueue;
import dev.typesync.replicator.queue.LagMeter;
import dev.typesync.source.Acknowledgement;
import dev.typesync.source.Change;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One collection on its way from keys to documents: its queue, what is known of it, where its documents go.
 * Thread-safe.
 */
public final class CollectionPipeline {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final CollectionConfig config;
    private final OwnerContext context;
    private final KeyQueue queue;
    private final CollectionGate gate;
    private final CollectionHealth health;
    private final LagMeter lag = new LagMeter();
    private final RejectedDocuments rejected;
    private volatile @Nullable TableId table;
    private volatile @Nullable DeliveryTarget target;

    public CollectionPipeline(CollectionConfig config, OwnerContext context) {
        DeliveryConfig delivery = context.config().delivery();
        this.config = config;
        this.context = context;
        this.queue = new KeyQueue(delivery.maxDelay(), context.timing().nanoTime());
        this.gate = new CollectionGate(queue);
        this.health = new CollectionHealth(config.name(), context.timing().nanoTime());
        this.rejected = context.ledger().rejected(config.name());
    }

    public String name() {
        return config.name();
    }

    public CollectionConfig config() {
        return config;
    }

    public KeyQueue queue() {
        return queue;
    }

    public CollectionGate gate() {
        return gate;
    }

    public CollectionHealth health() {
        return health;
    }

    public LagMeter lag() {
        return lag;
    }

    RejectedDocuments rejected() {
        return rejected;
    }

    /** Null until it is known. */
    public @Nullable DeliveryTarget target() {
        return target;
    }

    public void target(DeliveryTarget found) {
        target = found;
    }

    public void table(TableId found) {
        table = found;
    }

    /** Whether documents are written to this concrete collection. */
    boolean writesTo(String concrete) {
        DeliveryTarget current = target;
        return current != null && current.collection().equals(concrete);
    }

    boolean admits(Change change) {
        return gate.admits(change);
    }

    void accept(Change change, Acknowledgement acknowledgement) {
        gate.accept(change, acknowledgement);
    }

    /** Notes a failure; if it has lasted too long, the collection is suspended. */
    public void failed(DeliveryFailure failure) {
        health.failed(failure);
        if (failure.kind() == DeliveryFailure.Kind.READ || failure.kind() == DeliveryFailure.Kind.NOT_FOUND) {
            gate.requestRecheck();
        }
        if (failure.kind() == DeliveryFailure.Kind.UNAUTHORIZED) {
            context.config().typesense().apiKey().refresh();
        }
    }

    /**
     * Lets one mark in the outbox stand for all keys that wait, so that the outbox keeps moving.
     *
     * @return false if one does already, or its table is not known
     */
    public boolean shut(String cause) throws SQLException {
        TableId marked = table;
        CollectionGate.Phase before = gate.phase();
        if (marked == null
                || (before != CollectionGate.Phase.OPEN && before != CollectionGate.Phase.STARTING)
                || !gate.enter(CollectionGate.Phase.SHUTTING, before)) {
            return false;
        }
        try {
            context.ledger().mark(marked, cause, name());
        } catch (SQLException | RuntimeException failure) {
            gate.enter(before, CollectionGate.Phase.SHUTTING);
            throw failure;
        }
        if (!gate.enter(CollectionGate.Phase.SHUT, CollectionGate.Phase.SHUTTING)) {
            return false;
        }
        LOG.log(
                Level.WARNING,
                "collection {0} is shut ({1}): its changes wait as one mark, and are reconciled when it goes on",
                name(),
                cause);
        queue.acknowledgeWaiting();
        DeliveryFailure last = health.last();
        if (last != null && last.kind() == DeliveryFailure.Kind.UNAUTHORIZED) {
            context.tenure().offerToOthers();
        }
        return true;
    }
}
