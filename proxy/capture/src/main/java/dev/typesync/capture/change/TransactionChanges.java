package dev.typesync.capture.change;

import dev.typesync.event.ChangeBus;
import dev.typesync.event.TableChange;
import dev.typesync.outbox.MemoryOutbox;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes of the open transaction: for the event after its COMMIT, and for {@code durability: memory} the captured
 * keys and marks. Replication does not depend on them if the outbox is in the database. A savepoint remembers how many
 * changes there were. Thread-safe.
 */
public final class TransactionChanges {
    private final ChangeBus bus;
    private final List<TableChange> changes = new ArrayList<>(); // guarded by this, as are the next two
    private final TransactionKeys keys = new TransactionKeys();
    private final List<Savepoint> savepoints = new ArrayList<>();
    private final @Nullable MemoryOutbox memory;

    private record Savepoint(Object name, int changes, int keys) {}

    /** @param memory takes what is captured; null: the outbox is in the database */
    public TransactionChanges(ChangeBus bus, @Nullable MemoryOutbox memory) {
        this.bus = bus;
        this.memory = memory;
    }

    /** Without listeners it is enough to know that there are changes. */
    public synchronized void add(List<TableChange> more) {
        if (changes.isEmpty() || bus.hasListeners()) {
            changes.addAll(more);
        }
    }

    public synchronized void addCaptured(List<CapturedChange> more) {
        keys.add(more);
    }

    public synchronized void savepoint(Object name) {
        savepoints.add(new Savepoint(name, changes.size(), keys.size()));
    }

    public synchronized void release(Object name) {
        int at = lastOf(name);
        if (at >= 0) {
            savepoints.subList(at, savepoints.size()).clear();
        }
    }

    public synchronized void rollBackTo(Object name) {
        int at = lastOf(name);
        if (at >= 0) {
            Savepoint savepoint = savepoints.get(at);
            changes.subList(Math.min(savepoint.changes(), changes.size()), changes.size())
                    .clear();
            keys.truncate(savepoint.keys());
            savepoints.subList(at + 1, savepoints.size()).clear();
        }
    }

    private int lastOf(Object name) {
        for (int i = savepoints.size() - 1; i >= 0; i--) {
            if (savepoints.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    public synchronized void discard() {
        changes.clear();
        keys.clear();
        savepoints.clear();
    }

    /** Hands the changes over to whoever commits them; the transaction has none from then on. */
    public synchronized UnpublishedChanges take() {
        UnpublishedChanges taken = new UnpublishedChanges(bus, changes, memory, keys.take());
        discard();
        return taken;
    }

    public void publish() {
        take().publish();
    }
}
