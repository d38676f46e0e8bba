package dev.typesync.capture;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.ListenerChanges;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.capture.change.PreparedTransactions;
import dev.typesync.capture.change.TransactionChanges;
import dev.typesync.capture.change.UnpublishedChanges;
import dev.typesync.capture.decision.Decision;
import dev.typesync.event.ChangeBus;
import dev.typesync.outbox.MemoryOutbox;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Captures the changes of a session in memory, for {@code durability: memory}. Does nothing if the outbox is in the
 * database. As thread-safe as the session.
 */
public final class MemoryCapture {
    private final SharedCatalog catalog;
    private final PreparedTransactions prepared;
    private final ChangeBus bus;
    private final @Nullable MemoryOutbox memory;
    private final TransactionChanges transactionChanges;
    private final List<CapturedChange> captured = new ArrayList<>(); // of the execution in progress

    /** @param memory takes what is captured; null: the outbox is in the database */
    MemoryCapture(
            SharedCatalog catalog,
            PreparedTransactions prepared,
            ChangeBus bus,
            @Nullable MemoryOutbox memory,
            TransactionChanges transactionChanges) {
        this.catalog = catalog;
        this.prepared = prepared;
        this.bus = bus;
        this.memory = memory;
        this.transactionChanges = transactionChanges;
    }

    /** Whether typesync writes nothing into the database, so that changes are captured in memory. */
    public boolean isUsed() {
        return memory != null;
    }

    /** Adds what the execution in progress has changed, or may have changed although it failed. */
    public void add(List<? extends CapturedChange> changes) {
        if (isUsed()) {
            captured.addAll(changes);
        }
    }

    /**
     * Ends an execution: what was captured waits for the end of its transaction.
     *
     * @param changed the execution changed something; all of it is marked if nothing was captured
     * @return what was captured
     */
    List<CapturedChange> executed(Decision decision, boolean changed) {
        if (!isUsed()) {
            return List.of();
        }
        if (captured.isEmpty() && changed) {
            captured.addAll(decision.allMarks());
        }
        if (captured.isEmpty()) {
            return List.of();
        }
        if (bus.hasListeners()) {
            transactionChanges.add(ListenerChanges.withKeys(decision.effects().changes(), captured));
        }
        List<CapturedChange> all = List.copyOf(captured);
        transactionChanges.addCaptured(all);
        captured.clear();
        return all;
    }

    /** Publishes the changes of a prepared transaction that this session has committed. */
    void publishPrepared(String name) {
        UnpublishedChanges changes = prepared.remove(name);
        if (changes != null) {
            changes.publish();
        } else {
            markAllTables();
        }
    }

    /**
     * Marks every table after the COMMIT of a transaction that is unknown in this process: it may have changed any of
     * them.
     */
    public void markAllTables() {
        if (memory != null) {
            List<Mark> marks = catalog.replicatedTables().stream()
                    .map(table -> new Mark(table, MarkCause.PREPARED_TRANSACTION))
                    .toList();
            new UnpublishedChanges(bus, List.of(), memory, marks).publish();
        }
    }
}
