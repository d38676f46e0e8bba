package dev.typesync.capture;

import dev.typesync.event.ChangeBus;
import dev.typesync.event.CommittedTransaction;
import dev.typesync.event.TableChange;
import java.util.List;

/** The changes of a transaction that is prepared: who commits it, in whatever session, publishes them. Immutable. */
public final class PreparedChanges {
    private final ChangeBus bus;
    private final List<TableChange> changes;

    public PreparedChanges(ChangeBus bus, List<TableChange> changes) {
        this.bus = bus;
        this.changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Tells who waits for commits. */
    public void publish() {
        if (!changes.isEmpty()) {
            bus.post(new CommittedTransaction(changes));
        }
    }
}
