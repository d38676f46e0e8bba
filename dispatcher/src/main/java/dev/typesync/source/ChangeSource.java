package dev.typesync.source;

import java.time.Duration;

/**
 * Offers changes to a {@link ChangeSink}, step by step. One step runs at a time.
 *
 * <p>A source offers a change at least once and forgets it only after it is acknowledged. The order does not matter,
 * and repeated changes do no harm. A change is offered only when a new transaction can see its effect.
 */
public interface ChangeSource {
    /**
     * Offers some changes and forgets those that were acknowledged.
     *
     * @return how long to wait before the next step, unless {@link #onWakeUp} is signalled; zero for no wait
     */
    Duration step(ChangeSink sink) throws InterruptedException;

    /** Runs the action, on any thread, when there is something to do. It must return immediately. */
    void onWakeUp(Runnable wakeUp);

    /** Forgets what was acknowledged until now. No step follows. */
    void finish();
}
