package dev.typesync.source;

/**
 * Hands changes to a {@link ChangeSink} until it is closed.
 *
 * <p>A source hands a change over at least once and forgets it only when it is acknowledged; neither order nor repetition
 * matters. It hands over a change only when its effect is visible to a transaction that begins afterwards.
 */
public interface ChangeSource extends AutoCloseable {
    /** Starts the source's own thread; to be called once. */
    void start(ChangeSink sink);

    /** Hands over nothing more; waits at most a second for the thread to end. */
    @Override
    void close();
}
