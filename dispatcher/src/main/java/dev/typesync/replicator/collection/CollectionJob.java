package dev.typesync.replicator.collection;

import java.sql.SQLException;

/**
 * Long work on an open collection, cut into short steps, so that it holds no thread while it waits. A step reads one
 * bounded piece: one range of keys, one chunk of rows, one export. Used by one thread at a time.
 *
 * <p>A job gets a {@code wakeUp} action when it is made. It runs the action, on any thread, when one of its keys is
 * acknowledged; the action must return immediately.
 */
interface CollectionJob extends AutoCloseable {
    /** What the caller does after a step. */
    enum Step {
        /** There is more to do now. */
        CONTINUE,
        /** There is nothing to do until a key is acknowledged, a batch is settled, or the queue has room. */
        WAIT,
        /** Everything is done and acknowledged. */
        DONE,
        /** The collection is no longer open, so the job ends unfinished. */
        STOPPED
    }

    /** Does the next piece of work and never waits. It is not called again after an exception. */
    Step step() throws SQLException, InterruptedException;

    /** Releases what the job holds; it may be called twice. */
    @Override
    default void close() {}
}
