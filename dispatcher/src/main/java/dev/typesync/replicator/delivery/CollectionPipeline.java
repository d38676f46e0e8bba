package dev.typesync.replicator.delivery;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.DeliveryConfig;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.ledger.DeadLetterStore;
import dev.typesync.replicator.queue.KeyQueue;
import dev.typesync.replicator.queue.LagMeter;
import dev.typesync.source.Acknowledgement;
import dev.typesync.source.Change;
import dev.typesync.source.RepeatedWarning;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The state that delivery needs for one collection: its queue, its gate, its health, its table, and the place of its
 * documents. Thread-safe.
 */
public final class CollectionPipeline {
    /** The cause of the mark of a collection that waits for its table. */
    public static final String WAITING = "waiting";

    /** The shortest time between two looks at the table because of keys that are none of its own. */
    private static final Duration RECHECK_INTERVAL = Duration.ofMinutes(1);

    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final CollectionConfig config;
    private final OwnerContext context;
    private final KeyQueue queue;
    private final CollectionGate gate;
    private final CollectionHealth health;
    private final LagMeter lag = new LagMeter();
    private final DeadLetterStore rejected;
    private final AtomicLong foreignKeys = new AtomicLong();
    private final RepeatedWarning foreignKeyWarning;
    private volatile @Nullable Long recheckedNanos;
    private volatile @Nullable TableId table;
    private volatile @Nullable DeliveryTarget target;

    public CollectionPipeline(CollectionConfig config, OwnerContext context) {
        DeliveryConfig delivery = context.config().delivery();
        this.config = config;
        this.context = context;
        this.queue = new KeyQueue(
                delivery.maxDelay(), context.budget(), context.timing().nanoTime());
        this.gate = new CollectionGate(queue);
        this.health = new CollectionHealth(config.name(), context.timing().nanoTime());
        this.foreignKeyWarning = new RepeatedWarning(LOG, context.timing().nanoTime());
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

    public DeadLetterStore deadLetters() {
        return rejected;
    }

    /** Null until the table and the collection are found. */
    public @Nullable DeliveryTarget target() {
        return target;
    }

    public void setTarget(DeliveryTarget found) {
        target = found;
    }

    public void setTable(TableId found) {
        table = found;
    }

    /** Whether documents of this collection are written to the given concrete collection now. */
    boolean isWritingTo(String concrete) {
        DeliveryTarget current = target;
        return current != null && current.collection().equals(concrete);
    }

    boolean canAccept(Change change) {
        return gate.canAccept(change);
    }

    void accept(Change change, Acknowledgement acknowledgement) {
        gate.accept(change, acknowledgement);
    }

    /** Records a failure. Some kinds also request a new look at the catalog, or read the API key again. */
    public void recordFailure(DeliveryFailure failure) {
        health.recordFailure(failure);
        if (failure.kind() == DeliveryFailure.Kind.READ || failure.kind() == DeliveryFailure.Kind.NOT_FOUND) {
            gate.requestRecheck();
        }
        if (failure.kind() == DeliveryFailure.Kind.UNAUTHORIZED) {
            context.config().typesense().apiKey().refresh();
        }
    }

    /**
     * Writes a mark, because the outbox had keys that are none of the table's. They may have been recorded under another
     * definition of the table, and then the mark stands for the rows that they named. Any role can write such keys, so
     * there is one mark until a comparison has begun, and no dead letter.
     */
    void compareBecauseOfForeignKeys(TableId changed, int keys) throws SQLException {
        long total = foreignKeys.addAndGet(keys);
        if (gate.needsMark()) {
            boolean written = false;
            try {
                context.ledger().mark(changed, "other key", name());
                written = true;
            } finally {
                if (!written) {
                    gate.noMarkWritten();
                }
            }
        }
        if (isRecheckDue()) {
            gate.requestRecheck();
        }
        foreignKeyWarning.warn(
                name(),
                "collection " + name() + ": " + total + " keys in the outbox since the start are no keys of " + changed
                        + ": its primary key has changed, or a role wrote them; typesync compares the collection with"
                        + " its table",
                null);
    }

    /** A look ends a running comparison, so a flood must not cause one for each batch. */
    private boolean isRecheckDue() {
        long now = context.timing().nanoTime().getAsLong();
        Long last = recheckedNanos;
        if (last != null && now - last < RECHECK_INTERVAL.toNanos()) {
            return false;
        }
        recheckedNanos = now;
        return true;
    }

    /**
     * Replaces all waiting keys by one mark in the outbox and shuts the gate, so that the outbox does not grow.
     *
     * @param cause of the mark
     * @return false if the gate is shut already, or the table is not known
     */
    public boolean shut(String cause) throws SQLException {
        TableId markedTable = table;
        CollectionGate.Phase before = gate.phase();
        if (markedTable == null
                || (before != CollectionGate.Phase.OPEN && before != CollectionGate.Phase.STARTING)
                || !gate.tryEnter(CollectionGate.Phase.SHUTTING, before)) {
            return false;
        }
        writeMark(markedTable, cause, before);
        if (!gate.tryEnter(CollectionGate.Phase.SHUT, CollectionGate.Phase.SHUTTING)) {
            return false;
        }
        LOG.log(
                cause.equals(WAITING) ? Level.INFO : Level.WARNING, // whoever waits has its reason logged
                "collection {0} is not delivered now ({1}): one mark replaces its changes; typesync compares the"
                        + " collection with its table when delivery goes on",
                name(),
                cause);
        queue.acknowledgeWaiting();
        DeliveryFailure last = health.lastFailure();
        if (last != null && last.kind() == DeliveryFailure.Kind.UNAUTHORIZED) {
            context.permit().offerToOthers();
        }
        return true;
    }

    /** Writes the mark; if that fails, the gate returns to its phase before. */
    private void writeMark(TableId markedTable, String cause, CollectionGate.Phase before) throws SQLException {
        try {
            context.ledger().mark(markedTable, cause, name());
        } catch (SQLException | RuntimeException failure) {
            gate.tryEnter(before, CollectionGate.Phase.SHUTTING);
            throw failure;
        }
    }
}
