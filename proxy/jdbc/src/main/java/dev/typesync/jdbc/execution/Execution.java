package dev.typesync.jdbc.execution;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution that the application asked for, whose text is still open. */
public interface Execution<T> {
    /**
     * Executes.
     *
     * @param rewritten the text to execute; null: the application's own
     */
    T send(Decision.@Nullable Rewritten rewritten) throws SQLException;

    /** The statement whose settings the execution has, whichever text is sent. */
    Statement configured() throws SQLException;

    /** The statement that has the result of what was sent. */
    default Statement executed() throws SQLException {
        return configured();
    }

    /** What was sent has been undone: its results are no longer there for the application. */
    default void undone() throws SQLException {
        Statement executed = executed();
        while (!executed.isClosed() && (executed.getMoreResults() || executed.getUpdateCount() != -1)) {}
    }

    /** All its results have been read at once, whatever this fetch size of the application's says; its results show it. */
    default void readAtOnce(int fetchSize) {}

    /** False if it must not be sent twice: a batch that may be committed in part, a stream that can be read once. */
    default boolean isRepeatable() {
        return true;
    }

    /**
     * For {@code durability: memory}: what the execution changed; null if it cannot be told.
     *
     * @param sent the text that went instead of the application's own; null: that one went
     * @param succeeded false: what it may have changed at most
     */
    default @Nullable List<CapturedChange> learnt(
            Decision decision, Decision.@Nullable Rewritten sent, boolean succeeded) throws SQLException {
        return null;
    }

    /** True for a batch: under autocommit a part of it may be committed though it fails. */
    default boolean isBatch() {
        return false;
    }
}
