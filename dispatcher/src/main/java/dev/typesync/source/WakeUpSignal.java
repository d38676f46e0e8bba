package dev.typesync.source;

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
    private volatile boolean given;
    private volatile boolean acknowledged;
    private volatile boolean urgent;
    private volatile boolean resting;

    /** Sets what wakes the task; it replaces the one before. */
    public void onSignal(Runnable action) {
        wakeUp = action;
    }

    /** Wakes the task, unless it rests or has a signal that it has not taken yet. */
    public void signal() {
        if (!given) {
            given = true; // before the look at resting, so that a rest that ends now finds it
            if (!resting) {
                wakeUp.run();
            }
        }
    }

    /** Signals a change for which somebody waits. */
    public void signalUrgently() {
        given = true;
        urgent = true;
        wakeUp.run();
    }

    /**
     * Signals that a change was acknowledged.
     *
     * @param isUrgent whether somebody waits for it
     */
    public void signalAcknowledgement(boolean isUrgent) {
        if (!acknowledged || isUrgent) {
            acknowledged = true;
            urgent |= isUrgent;
            if (!resting || isUrgent) {
                wakeUp.run();
            }
        }
    }

    /** Whether a change was acknowledged since the last {@link #take}. */
    public boolean hasAcknowledgement() {
        return acknowledged;
    }

    /** Whether there was an urgent signal since the last {@link #take}. */
    public boolean isUrgent() {
        return urgent;
    }

    /** From now on signals wake nobody, except urgent ones. */
    public void rest() {
        resting = true;
    }

    /** Ends the rest. Returns whether there was a signal of a change since the last call. */
    public boolean take() {
        resting = false;
        acknowledged = false;
        urgent = false;
        boolean was = given;
        given = false;
        return was;
    }
}
