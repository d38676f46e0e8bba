package dev.typesync.source;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Signals to the task that reads changes: from the threads that commit, and from those that deliver. Thread-safe;
 * signalling never blocks for long.
 *
 * <p>To wake another thread costs more than everything else that the application's thread does here at its COMMIT.
 * Therefore the task rests after it was woken: signals during the rest wake nobody, and the task looks for them when
 * the rest is over. A single signal takes effect immediately. Of a stream of signals, only one in each rest wakes a
 * thread. An urgent signal ends the rest.
 */
public final class WakeUpSignal {
    private volatile Runnable wakeUp = () -> {};
    private final AtomicBoolean given = new AtomicBoolean();
    private final AtomicBoolean acknowledged = new AtomicBoolean();
    private volatile boolean urgent;
    private volatile boolean resting;

    /** Sets what wakes the task; it replaces the one before. */
    public void onSignal(Runnable action) {
        wakeUp = action;
    }

    /** Wakes the task, unless it rests or has a signal that it has not taken yet. */
    public void signal() {
        if (!given.get()) {
            given.set(true); // before the look at resting, so that a rest that ends now finds it
            if (!resting) {
                wakeUp.run();
            }
        }
    }

    /** Signals a change for which somebody waits. */
    public void signalUrgently() {
        given.set(true);
        urgent = true;
        wakeUp.run();
    }

    /**
     * Signals that a change was acknowledged.
     *
     * @param isUrgent whether somebody waits for it
     */
    public void signalAcknowledgement(boolean isUrgent) {
        if (!acknowledged.get() || isUrgent) {
            acknowledged.set(true);
            if (isUrgent) {
                urgent = true; // never written otherwise: an urgent signal of another thread stays
            }
            if (!resting || isUrgent) {
                wakeUp.run();
            }
        }
    }

    /** Whether there was an urgent signal since the last {@link #take}. */
    public boolean isUrgent() {
        return urgent;
    }

    /** From now on signals wake nobody, except urgent ones. */
    public void rest() {
        resting = true;
    }

    /**
     * Ends the rest. Returns the signals since the last call. Each signal is read and cleared in one operation, so that
     * one that comes meanwhile is in this call or in the next.
     */
    public Taken take() {
        resting = false;
        urgent = false; // before the signals: an urgent one that comes now is in this call, or stays urgent
        return new Taken(given.getAndSet(false), acknowledged.getAndSet(false));
    }

    /**
     * Signals that were taken.
     *
     * @param change whether a change was signalled
     * @param acknowledgement whether a change was acknowledged
     */
    public record Taken(boolean change, boolean acknowledgement) {}
}
