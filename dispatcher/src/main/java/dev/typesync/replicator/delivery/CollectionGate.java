package dev.typesync.replicator.delivery;

import dev.typesync.outbox.Outbox;
import dev.typesync.replicator.queue.KeyQueue;
import dev.typesync.replicator.queue.SharedAcknowledgement;
import dev.typesync.source.Acknowledgement;
import dev.typesync.source.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides what happens to the changes of one collection: they are queued, replaced by a mark, or left in the outbox.
 * The phase of the collection decides. Thread-safe; does not block.
 *
 * <p>Rule: a key may be acknowledged without a write only in a phase that ends with a comparison of the whole table.
 * The mark for that comparison is in the outbox before the phase begins.
 */
public final class CollectionGate {
    /** What the collection does with changes. */
    public enum Phase {
        /** The place of the documents is not known yet: changes stay in the outbox. */
        STARTING,
        /** Keys are queued, and a mark leads to a comparison. */
        OPEN,
        /** A mark that replaces all waiting keys is being written: changes stay in the outbox. */
        SHUTTING,
        /** A mark replaces all changes: keys are acknowledged, and marks are kept. */
        SHUT,
        /** typesync did not make this collection and does not write to it: everything is acknowledged. */
        FOREIGN
    }

    /** A mark that waits for its comparison. */
    public record PendingMark(String cause, Acknowledgement acknowledgement) {}

    private final KeyQueue queue;
    private final ReentrantLock lock = new ReentrantLock();
    private Phase phase = Phase.STARTING;
    private List<PendingMark> marks = new ArrayList<>();
    private boolean recheckRequested;
    private boolean comparisonAwaited;
    private volatile Runnable listener = () -> {};

    CollectionGate(KeyQueue queue) {
        this.queue = queue;
    }

    /** Runs the listener after each change that the supervisor must look at. It must not block. */
    public void onChange(Runnable changed) {
        listener = changed;
    }

    public Phase phase() {
        lock.lock();
        try {
            return phase;
        } finally {
            lock.unlock();
        }
    }

    /** Whether keys need not be written: a mark replaces them, or the collection is not typesync's. */
    boolean canDropKeys() {
        Phase now = phase();
        return now == Phase.SHUT || now == Phase.FOREIGN;
    }

    /** Whether changes are queued or replaced by a mark now. */
    boolean takesChanges() {
        Phase now = phase();
        return now != Phase.STARTING && now != Phase.SHUTTING;
    }

    /** Enters the phase. If it is the present one already, there is nothing to look at. */
    public void enter(Phase next) {
        boolean changed;
        lock.lock();
        try {
            changed = phase != next;
            phase = next;
        } finally {
            lock.unlock();
        }
        if (changed) {
            listener.run();
        }
    }

    /** Enters the phase if the present one is {@code from}; returns whether it was. */
    public boolean tryEnter(Phase next, Phase from) {
        lock.lock();
        try {
            if (phase != from) {
                return false;
            }
            phase = next;
        } finally {
            lock.unlock();
        }
        listener.run();
        return true;
    }

    boolean canAccept(Change change) {
        return switch (phase()) {
            case STARTING, SHUTTING -> false;
            case OPEN -> change instanceof Change.Mark || queue.hasRoom();
            case SHUT, FOREIGN -> true;
        };
    }

    /** Takes a change. It may have been admitted in an earlier phase. */
    void accept(Change change, Acknowledgement acknowledgement) {
        boolean done = false;
        lock.lock();
        try {
            if (phase == Phase.FOREIGN) {
                comparisonAwaited = false;
                done = true;
            } else if (change instanceof Change.Mark mark) {
                marks.add(new PendingMark(mark.cause(), acknowledgement));
                recheckRequested |= mark.cause().equals(Outbox.DDL);
            } else {
                Change.Keys keys = (Change.Keys) change;
                done = keys.keys().isEmpty() || phase == Phase.SHUT;
                if (!done) {
                    queue.offer(
                            keys.keys(), new SharedAcknowledgement(keys.keys().size(), acknowledgement), keys.at());
                }
            }
        } finally {
            lock.unlock();
        }
        if (done) {
            acknowledgement.acknowledged();
        } else if (change instanceof Change.Mark) {
            listener.run();
        }
    }

    /** Takes all waiting marks; the caller acknowledges them or returns them. */
    public List<PendingMark> takeMarks() {
        lock.lock();
        try {
            List<PendingMark> taken = marks;
            comparisonAwaited &= taken.isEmpty();
            marks = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether a mark must be written, so that a comparison begins after this call. The caller writes it, and calls
     * {@link #noMarkWritten} if it could not. Until a comparison has taken marks no other one is needed.
     */
    boolean needsMark() {
        lock.lock();
        try {
            boolean needed = !comparisonAwaited;
            comparisonAwaited = true;
            return needed;
        } finally {
            lock.unlock();
        }
    }

    void noMarkWritten() {
        lock.lock();
        try {
            comparisonAwaited = false;
        } finally {
            lock.unlock();
        }
    }

    /** Puts marks back that were not compared. */
    public void returnMarks(List<PendingMark> unfinished) {
        lock.lock();
        try {
            marks.addAll(unfinished);
            comparisonAwaited |= !unfinished.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    public boolean hasMarks() {
        lock.lock();
        try {
            return !marks.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Requests that the supervisor looks at the catalog and at Typesense again. */
    public void requestRecheck() {
        lock.lock();
        try {
            recheckRequested = true;
        } finally {
            lock.unlock();
        }
        listener.run();
    }

    /** Whether long work may go on: the collection is open, and no new look was requested. */
    public boolean canContinue() {
        lock.lock();
        try {
            return phase == Phase.OPEN && !recheckRequested;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether a new look was requested since the last call. */
    public boolean takeRecheckRequest() {
        lock.lock();
        try {
            boolean requested = recheckRequested;
            recheckRequested = false;
            return requested;
        } finally {
            lock.unlock();
        }
    }
}
