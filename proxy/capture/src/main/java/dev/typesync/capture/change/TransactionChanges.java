package dev.typesync.capture.change;

import dev.typesync.event.ChangeBus;
import dev.typesync.event.TableChange;
import dev.typesync.outbox.MemoryOutbox;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes of the open transaction, for the event after its COMMIT, and for {@code durability: memory} what it changed.
 * Where the outbox is in the database, replication does not rest on them. A savepoint remembers how many there were.
 */
public final class TransactionChanges {
    private final ChangeBus bus;
    private final List<TableChange> changes = new ArrayList<>();
    private final TransactionKeys keys = new TransactionKeys(); // as this guarded by the object's lock
    private final List<Savepoint> savepoints = new ArrayList<>();
    private final @Nullable MemoryOutbox memory;

    private record Savepoint(Object name, int size, int keys) {}

    /** @param memory takes what is learnt; null where the outbox is in the database */
    public TransactionChanges(ChangeBus bus, @Nullable MemoryOutbox memory) {
        this.bus = bus;
        this.memory = memory;
    }

    /** Where nobody listens, that there are changes is all that counts. */
    public synchronized void add(List<TableChange> more) {
        if (changes.isEmpty() || bus.hasListeners()) {
            changes.addAll(more);
        }
    }

    public synchronized void learnt(List<CapturedChange> more) {
        keys.add(more);
    }

    public synchronized void savepoint(Object name) {
        savepoints.add(new Savepoint(name, changes.size(), keys.length()));
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
            changes.subList(Math.min(savepoints.get(at).size(), changes.size()), changes.size())
                    .clear();
            keys.cutTo(savepoints.get(at).keys());
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

    /** For whoever commits them. */
    public synchronized PreparedChanges take() {
        PreparedChanges taken = new PreparedChanges(bus, changes, memory, keys.take());
        discard();
        return taken;
    }

    public void publish() {
        take().publish();
    }
}
