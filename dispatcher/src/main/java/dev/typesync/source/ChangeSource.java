package dev.typesync.source;

/**
 * Offers changes to a {@link ChangeSink} until it is closed.
 *
 * <p>A source offers a change at least once and forgets it only after it is acknowledged. The order does not matter,
 * and repeated changes do no harm. A change is offered only when a new transaction can see its effect.
 */
public interface ChangeSource extends AutoCloseable {
    /** Starts the thread of the source. Called once. */
    void start(ChangeSink sink);

    /** Stops offering changes, and waits at most one second for the thread to end. */
    @Override
    void close();
}
