package dev.typesync.replicator.delivery;

import dev.typesync.replicator.queue.KeyQueue;
import dev.typesync.replicator.queue.SharedAcknowledgement;
import dev.typesync.source.Acknowledgement;
import dev.typesync.source.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides what becomes of the changes of one collection, by the phase it is in. Thread-safe.
 *
 * <p>Rule: a key is acknowledged without having been written only in a phase that ends with a reconciliation, whose mark
 * is in the outbox before the phase begins.
 */
public final class CollectionGate {
    /** What happens to changes. */
    public enum Phase {
        /** It is not known yet where documents go: changes stay in the outbox. */
        STARTING,
        /** Keys are queued, marks are reconciled. */
        OPEN,
        /** A mark that stands for all waiting keys is being written; changes stay in the outbox. */
        SHUTTING,
        /** A mark stands for all changes: keys are acknowledged, marks kept. */
        SHUT,
        /** Nothing is written for this collection: everything is acknowledged. */
        FOREIGN
    }

    /** A mark that waits to be reconciled. */
    public record PendingMark(String cause, Acknowledgement acknowledgement) {}

    private final KeyQueue queue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Phase phase = Phase.STARTING;
    private List<PendingMark> marks = new ArrayList<>();
    private boolean recheck;
    private long changes;
    private long changesSeen;

    CollectionGate(KeyQueue queue) {
        this.queue = queue;
    }

    public Phase phase() {
        lock.lock();
        try {
            return phase;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a mark stands for what is acknowledged from now on, or nothing needs to be written at all. */
    boolean forgetsKeys() {
        Phase now = phase();
        return now == Phase.SHUT || now == Phase.FOREIGN;
    }

    public void enter(Phase next) {
        lock.lock();
        try {
            phase = next;
            changed();
        } finally {
            lock.unlock();
        }
    }

    /** Enters the phase only from that other one. */
    public boolean enter(Phase next, Phase from) {
        lock.lock();
        try {
            if (phase != from) {
                return false;
            }
            phase = next;
            changed();
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean admits(Change change) {
        return switch (phase()) {
            case STARTING, SHUTTING -> false;
            case OPEN -> change instanceof Change.Mark || queue.hasRoom();
            case SHUT, FOREIGN -> true;
        };
    }

    /** Takes a change, also one that was admitted a moment ago in another phase. */
    void accept(Change change, Acknowledgement acknowledgement) {
        boolean done = false;
        lock.lock();
        try {
            if (phase == Phase.FOREIGN) {
                done = true;
            } else if (change instanceof Change.Mark mark) {
                marks.add(new PendingMark(mark.cause(), acknowledgement));
                changed();
            } else if (change instanceof Change.Keys keys) {
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
        }
    }

    /** All marks that wait; the caller acknowledges them or gives them back. */
    public List<PendingMark> takeMarks() {
        lock.lock();
        try {
            List<PendingMark> taken = marks;
            marks = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    public void giveBack(List<PendingMark> unfinished) {
        lock.lock();
        try {
            marks.addAll(unfinished);
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

    /** Asks the supervisor to look at the catalog and at Typesense again. */
    void requestRecheck() {
        lock.lock();
        try {
            recheck = true;
            changed();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the collection is open and nobody asked to look again: long work goes on. */
    public boolean isUndisturbed() {
        lock.lock();
        try {
            return phase == Phase.OPEN && !recheck;
        } finally {
            lock.unlock();
        }
    }

    public boolean takeRecheck() {
        lock.lock();
        try {
            boolean wanted = recheck;
            recheck = false;
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private void changed() {
        changes++;
        changed.signalAll();
    }

    /** Waits until something has changed since the last call, or the time has passed; for one thread. */
    public void await(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!recheck && changes == changesSeen && left > 0) {
                left = changed.awaitNanos(left);
            }
            changesSeen = changes;
        } finally {
            lock.unlock();
        }
    }
}
