package dev.typesync.jdbc.execution;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.decision.Decision;
import java.sql.SQLException;

/**
 * Sends rewritten texts. If the server refuses one, the application's own text is sent instead, with marks, so that the
 * refusal never becomes the application's error. As thread-safe as the connection: calls do not overlap.
 */
final class RewrittenTextExecutor {
    private final PgSession pgSession;
    private final CaptureSession session;
    private final SavepointGuard guard;
    private final AtomicExecutor atomic;
    private final TextCheck textCheck;
    private final MarkExecutor marks;
    private final ReadOnlyCheck readOnlyCheck;

    RewrittenTextExecutor(
            PgSession pgSession,
            CaptureSession session,
            SavepointGuard guard,
            AtomicExecutor atomic,
            TextCheck textCheck,
            MarkExecutor marks,
            ReadOnlyCheck readOnlyCheck) {
        this.pgSession = pgSession;
        this.session = session;
        this.guard = guard;
        this.atomic = atomic;
        this.textCheck = textCheck;
        this.marks = marks;
        this.readOnlyCheck = readOnlyCheck;
    }

    <T> T run(Decision.Rewritten decision, Execution<T> execution) throws SQLException {
        boolean guardable = !hasTransactionSteps(decision) && atomic.isInTransaction();
        boolean autosaved = guardable && pgSession.hasAutosaveAlways();
        if (guardable
                && !autosaved
                && execution.isRepeatable()
                && !decision.acceptance().isAccepted()) {
            return runGuarded(decision, execution);
        }
        try {
            T result = execution.send(decision);
            // an ad-hoc statement outside a transaction needs no guard, so its acceptance is of no use
            if (execution.request().prepared() || guardable) {
                decision.acceptance().accept();
            }
            return result;
        } catch (SQLException e) {
            if (!holdsAfter(
                    e,
                    () -> isRefused(e, execution)
                            && isUndone(decision, execution, autosaved)
                            && !textCheck.wasExecuted(e, decision, execution.request()))) {
                throw e;
            }
            return runOriginal(decision, execution, e);
        }
    }

    /** Then no guard is possible: it would take the savepoints of the text along, and what the text commits stays. */
    private static boolean hasTransactionSteps(Decision.Rewritten decision) {
        return !decision.effects().steps().isEmpty();
    }

    /** Whether nothing is left of the failed execution, and the connection can execute again. */
    private boolean isUndone(Decision.Rewritten decision, Execution<?> execution, boolean autosaved)
            throws SQLException {
        return atomic.isInTransaction()
                ? autosaved && session.state() == State.OPEN
                : !hasTransactionSteps(decision) && !execution.isBatch();
    }

    /** The error may have broken the connection. A question that fails then must not replace the error. */
    private static boolean holdsAfter(SQLException error, SqlCall<Boolean> condition) {
        try {
            return condition.call();
        } catch (SQLException | RuntimeException e) {
            error.addSuppressed(e);
            return false;
        }
    }

    /** Looks at the error only, and comes first: most errors are none of typesync's. */
    private static boolean isRefused(SQLException e, Execution<?> execution) {
        return (SqlErrors.isRejection(e) || SqlErrors.isReadOnlyTransaction(e)) && execution.isRepeatable();
    }

    /**
     * The first execution of a text inside a transaction: a refusal must not fail the transaction. This is not
     * possible where pgjdbc sets its own savepoint for each statement. The release of typesync's savepoint would
     * remove that one too, and pgjdbc, which goes back to the newest savepoint when the transaction has failed, would
     * undo more of the application's work.
     */
    private <T> T runGuarded(Decision.Rewritten decision, Execution<T> execution) throws SQLException {
        guard.set();
        try {
            T result = execution.send(decision);
            guard.release();
            decision.acceptance().accept();
            return result;
        } catch (SQLException e) {
            if (!holdsAfter(e, () -> isRefusedAndUndone(e, decision, execution))) {
                throw e;
            }
            return runOriginal(decision, execution, e);
        }
    }

    private boolean isRefusedAndUndone(SQLException e, Decision.Rewritten decision, Execution<?> execution)
            throws SQLException {
        boolean refused = isRefused(e, execution);
        if (session.state() == State.OPEN) { // the driver's own error, or its autosave has gone back
            guard.release();
            return refused;
        }
        if (!refused) {
            return false;
        }
        guard.goBack();
        if (textCheck.wasExecuted(e, decision, execution.request())) {
            guard.failAgain();
            return false;
        }
        return true;
    }

    /** If the application's text fails too, that is the application's own error. */
    private <T> T runOriginal(Decision.Rewritten decision, Execution<T> execution, SQLException refusal)
            throws SQLException {
        if (readOnlyCheck.ask() == ReadOnlyCheck.Answer.YES) {
            return execution.send(null); // it is refused too, but the error says what is wrong with it
        }
        textCheck.throwIfOriginalIsWrong(execution, decision, refusal);
        T result = marks.markAndRun(decision.allMarks(), execution);
        session.rewriteRefused(execution.sql(), execution.request(), decision);
        return result;
    }
}
