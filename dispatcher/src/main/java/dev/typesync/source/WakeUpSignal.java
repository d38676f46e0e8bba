package dev.typesync.source;

/**
 * A signal from the threads that commit to the task that reads changes. Thread-safe; signalling never blocks for long.
 *
 * <p>To wake another thread costs more than everything else that the application's thread does here at its COMMIT.
 * Therefore the task rests after it was woken: signals during the rest wake nobody, and the task looks for them when
 * the rest is over. A single signal takes effect immediately. Of a stream of signals, only one every few milliseconds
 * wakes a thread.
 */
public final class WakeUpSignal {
    private volatile Runnable wakeUp = () -> {};
    private volatile boolean given;
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

    /** From now on signals wake nobody. */
    public void rest() {
        resting = true;
    }

    /** Ends the rest. Returns whether there was a signal since the last call. */
    public boolean take() {
        resting = false;
        boolean was = given;
        given = false;
        return was;
    }
}
