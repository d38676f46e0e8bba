package dev.typesync.capture.change;

import dev.typesync.event.ChangeBus;
import dev.typesync.event.CommittedTransaction;
import dev.typesync.event.TableChange;
import dev.typesync.outbox.MemoryOutbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changes of a transaction that is prepared: who commits it, in whatever session, publishes them. Immutable. */
public final class PreparedChanges {
    private final ChangeBus bus;
    private final List<TableChange> changes;
    private final @Nullable MemoryOutbox memory;
    private final List<CapturedChange> learnt;

    public PreparedChanges(ChangeBus bus, List<TableChange> changes) {
        this(bus, changes, null, List.of());
    }

    /**
     * Changes with what was learnt of them.
     *
     * @param memory takes what was learnt; null where the outbox is in the database
     */
    PreparedChanges(
            ChangeBus bus, List<TableChange> changes, @Nullable MemoryOutbox memory, List<CapturedChange> learnt) {
        this.bus = bus;
        this.changes = List.copyOf(changes);
        this.memory = memory;
        this.learnt = List.copyOf(learnt);
    }

    /** Whether nobody needs to be told; of a process that keeps its changes to itself, even that is worth knowing. */
    public boolean isEmpty() {
        return changes.isEmpty() && memory == null;
    }

    /** Tells who waits for commits. */
    public void publish() {
        if (memory != null) {
            TransactionKeys.publish(learnt, memory);
        }
        if (!changes.isEmpty()) {
            bus.post(new CommittedTransaction(changes));
        }
    }
}
