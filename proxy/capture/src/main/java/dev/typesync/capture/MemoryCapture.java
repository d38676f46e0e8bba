package dev.typesync.capture;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.ListenerChanges;
import dev.typesync.capture.change.PreparedChanges;
import dev.typesync.capture.change.TransactionChanges;
import dev.typesync.capture.change.TransactionKeys;
import dev.typesync.capture.decision.Decision;
import dev.typesync.outbox.MemoryOutbox;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session learns of its own changes for {@code durability: memory}; does nothing where the outbox is in the
 * database. As thread-safe as the session.
 */
public final class MemoryCapture {
    private final Capture capture;
    private final TransactionChanges pending;
    private final List<CapturedChange> learnt = new ArrayList<>(); // of the execution that goes on

    MemoryCapture(Capture capture, TransactionChanges pending) {
        this.capture = capture;
        this.pending = pending;
    }

    /** Whether nothing is written into the database, so that changes have to be learnt. */
    public boolean isUsed() {
        return capture.memory() != null;
    }

    /** What the execution that goes on has changed, or may have changed whatever becomes of it. */
    public void learn(List<CapturedChange> changes) {
        if (isUsed()) {
            learnt.addAll(changes);
        }
    }

    /**
     * The execution is over: what was learnt waits for the end of its transaction.
     *
     * @param changed it changed something, of which all is marked if nobody could tell more
     * @return what was learnt
     */
    List<CapturedChange> executed(Decision decision, boolean changed) {
        if (!isUsed()) {
            return List.of();
        }
        if (learnt.isEmpty() && changed) {
            learnt.addAll(CapturedChange.of(decision.allMarks()));
        }
        if (learnt.isEmpty()) {
            return List.of();
        }
        if (capture.bus().hasListeners()) {
            pending.add(ListenerChanges.changes(decision.effects().changes(), learnt));
        }
        List<CapturedChange> all = List.copyOf(learnt);
        pending.learnt(all);
        learnt.clear();
        return all;
    }

    void committedPrepared(String name) {
        PreparedChanges changes = capture.prepared().ended(name);
        if (changes != null) {
            changes.publish();
        } else {
            committedUnknown();
        }
    }

    /** A transaction was committed of which nobody in this process knows anything: it may have changed any table. */
    public void committedUnknown() {
        MemoryOutbox memory = capture.memory();
        if (memory != null) {
            TransactionKeys.publish(capture.everything(), memory);
        }
    }
}
