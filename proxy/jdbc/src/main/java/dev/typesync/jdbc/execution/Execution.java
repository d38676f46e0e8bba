package dev.typesync.jdbc.execution;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution that the application has requested. {@link DecisionExecutor} decides which text it sends. Used by one
 * thread; blocks as the delegate does.
 */
public interface Execution<T> {
    /** The application's text; empty for a batch of several texts. */
    String sql();

    /** How the application executes its text. */
    StatementRequest request();

    /**
     * Executes.
     *
     * @param rewritten the text to execute; null: the application's own
     */
    T send(Decision.@Nullable Rewritten rewritten) throws SQLException;

    /** The statement whose settings apply to the execution, for every text that is sent. */
    Statement configured() throws SQLException;

    /** The statement that has the result of what was sent. */
    default Statement executed() throws SQLException {
        return configured();
    }

    /** The execution has been rolled back: the application must not see its results. */
    default void discardResults() throws SQLException {
        Statement executed = executed();
        while (!executed.isClosed() && (executed.getMoreResults() || executed.getUpdateCount() != -1)) {}
    }

    /** All results were read with fetch size 0. They have to show the fetch size that the application has set. */
    default void showFetchSize(int fetchSize) {}

    /** False if it must not be sent twice: a batch that may be committed in part, or a stream that can be read once. */
    default boolean isRepeatable() {
        return true;
    }

    /**
     * Whether the driver will refuse the application's text without sending anything. False if that is not known, as for
     * a callable statement without all its parameters.
     */
    default boolean isRefusedByDriver() throws SQLException {
        return configured().isClosed();
    }

    /** Whether it is a batch: under autocommit a part of it may be committed although it fails. */
    default boolean isBatch() {
        return false;
    }

    /**
     * What the execution changed.
     *
     * @param sent the rewritten text that was sent; null: the application's own
     * @param succeeded false: what a failed execution may have changed at most
     * @return null if that is not known
     */
    default @Nullable List<CapturedChange> capturedChanges(
            Decision decision, Decision.@Nullable Rewritten sent, boolean succeeded) throws SQLException {
        return null;
    }
}
