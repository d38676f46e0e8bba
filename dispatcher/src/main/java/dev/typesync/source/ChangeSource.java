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
     * Forgets changes that were acknowledged, and offers some others, if the occasion is a reason to look for them.
     *
     * @return how long to wait before the next step, unless one of the actions of {@link #connect} is run; zero for no
     *     wait
     */
    Duration step(ChangeSink sink, Occasion occasion) throws InterruptedException;

    /**
     * Sets what is run, on any thread, when there is something to do. Both actions return immediately.
     *
     * @param changed there are new changes
     * @param acknowledged a change was acknowledged
     */
    void connect(Runnable changed, Runnable acknowledged);

    /** Forgets what was acknowledged until now. No step follows. */
    void finish();
}
