package dev.typesync.capture;

import dev.typesync.event.ChangeBus;
import dev.typesync.event.TableChange;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes of the open transaction, for the event after its COMMIT. Best effort: only the outbox is what replication
 * rests on. A savepoint remembers how many there were.
 */
final class PendingChanges {
    private final ChangeBus bus;
    private final List<TableChange> changes = new ArrayList<>();
    private final List<Savepoint> savepoints = new ArrayList<>();

    private record Savepoint(Object name, int size) {}

    PendingChanges(ChangeBus bus) {
        this.bus = bus;
    }

    synchronized void add(List<TableChange> more) {
        changes.addAll(more);
    }

    synchronized void savepoint(Object name) {
        savepoints.add(new Savepoint(name, changes.size()));
    }

    synchronized void release(Object name) {
        int at = lastOf(name);
        if (at >= 0) {
            savepoints.subList(at, savepoints.size()).clear();
        }
    }

    synchronized void rollBackTo(Object name) {
        int at = lastOf(name);
        if (at >= 0) {
            changes.subList(Math.min(savepoints.get(at).size(), changes.size()), changes.size())
                    .clear();
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

    synchronized void discard() {
        changes.clear();
        savepoints.clear();
    }

    /** For whoever commits them. */
    synchronized PreparedChanges take() {
        PreparedChanges taken = new PreparedChanges(bus, changes);
        discard();
        return taken;
    }

    void publish() {
        take().publish();
    }
}
