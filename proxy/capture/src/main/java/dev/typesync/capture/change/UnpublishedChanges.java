package dev.typesync.capture.change;

import dev.typesync.event.ChangeBus;
import dev.typesync.event.CommittedTransaction;
import dev.typesync.event.TableChange;
import dev.typesync.outbox.MemoryOutbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a transaction that ends later, for example a prepared one. Whoever commits it, in any session,
 * publishes them. Immutable.
 */
public final class UnpublishedChanges {
    private final ChangeBus bus;
    private final List<TableChange> changes;
    private final @Nullable MemoryOutbox memory;
    private final List<CapturedChange> captured;

    /** Changes for listeners, without captured keys: the outbox is in the database. */
    public UnpublishedChanges(ChangeBus bus, List<TableChange> changes) {
        this(bus, changes, null, List.of());
    }

    /**
     * Changes for listeners, with what was captured.
     *
     * @param memory takes what was captured; null: the outbox is in the database
     */
    public UnpublishedChanges(
            ChangeBus bus,
            List<TableChange> changes,
            @Nullable MemoryOutbox memory,
            List<? extends CapturedChange> captured) {
        this.bus = bus;
        this.changes = List.copyOf(changes);
        this.memory = memory;
        this.captured = List.copyOf(captured);
    }

    /**
     * Whether these changes need not be remembered until the COMMIT. With {@code durability: memory} they always are: a
     * prepared transaction that is unknown counts as a change of every table.
     */
    public boolean isEmpty() {
        return changes.isEmpty() && memory == null;
    }

    /** Publishes the changes after the COMMIT: the captured ones into memory, the others to the listeners. */
    public void publish() {
        if (memory != null) {
            captured.forEach(change -> change.publishTo(memory));
        }
        if (!changes.isEmpty()) {
            bus.post(new CommittedTransaction(changes));
        }
    }
}
