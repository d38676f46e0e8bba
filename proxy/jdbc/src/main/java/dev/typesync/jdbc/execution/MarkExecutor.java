package dev.typesync.jdbc.execution;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.Decision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Sends the application's own text and writes marks before it, after it or around it, or its keys after it. As
 * thread-safe as the connection: calls do not overlap.
 */
final class MarkExecutor {
    private final Connection connection;
    private final PgSession pgSession;
    private final CaptureSession session;
    private final OutboxInserts outbox;
    private final AtomicExecutor atomic;

    /** @param connection the delegate's */
    MarkExecutor(
            Connection connection,
            PgSession pgSession,
            CaptureSession session,
            OutboxInserts outbox,
            AtomicExecutor atomic) {
        this.connection = connection;
        this.pgSession = pgSession;
        this.session = session;
        this.outbox = outbox;
        this.atomic = atomic;
    }

    <T> T markAndRun(Decision.MarkBefore decision, Execution<T> execution) throws SQLException {
        boolean writesNothing = decision.query() ? writesNoMarks() : mayBeReadOnly() && isInReadOnlyTransaction();
        return writesNothing ? execution.send(null) : markAndRun(decision.marks(), execution);
    }

    /** Marks and text are in one transaction. */
    <T> T markAndRun(List<Mark> marks, Execution<T> execution) throws SQLException {
        if (execution.isRefusedByDriver()) {
            return execution.send(null); // a statement that never runs leaves no mark
        }
        if (atomic.isInTransaction() || session.memory().isUsed()) {
            outbox.mark(marks);
            return execution.send(null);
        }
        return atomic.runInOwnTransaction(execution, () -> {
            outbox.mark(marks);
            return execution.send(null);
        });
    }

    <T> T markAroundRun(Decision.MarkAround decision, Execution<T> execution) throws SQLException {
        if (writesNoMarks() || execution.isRefusedByDriver()) {
            return execution.send(null); // the text cannot write either, or never runs
        }
        List<Mark> marks = decision.marks();
        boolean sameTransaction =
                atomic.isInTransaction() && decision.effects().steps().isEmpty();
        outbox.mark(marks);
        if (sameTransaction) {
            return execution.send(null);
        }
        T result;
        try {
            result = execution.send(null);
        } catch (SQLException e) {
            outbox.markAfterError(marks, e);
            throw e;
        }
        outbox.markAfter(marks);
        return result;
    }

    /** After a text that may have ended its transaction. */
    void markAfter(List<Mark> marks) throws SQLException {
        outbox.markAfter(marks);
    }

    <T> T runAndAppendKeys(Decision.KeysAppended decision, Execution<T> execution) throws SQLException {
        T result;
        try {
            result = execution.send(null);
        } catch (SQLException e) {
            if (session.state() == State.OPEN) { // the driver's own error: the server has executed a part
                outbox.markAfterError(decision.allMarks(), e);
            }
            throw e;
        }
        List<CapturedChange> captured = execution.capturedChanges(decision, null, true);
        return pgSession.withoutSavepoint(() -> {
            if (captured == null) {
                outbox.mark(decision.allMarks());
            } else {
                outbox.write(captured);
            }
            return result;
        });
    }

    /** Whether marks cannot be written into the database, or are not written there. */
    private boolean writesNoMarks() throws SQLException {
        return session.memory().isUsed() || isInReadOnlyTransaction();
    }

    /** What the driver knows without a question. A transaction can be read-only, or writable, by SQL too. */
    private boolean mayBeReadOnly() throws SQLException {
        return !session.memory().isUsed() && (connection.isReadOnly() || pgSession.hasReadOnlyDefault());
    }

    /** Whether the transaction of the next statement is read-only. The server is asked if there is a transaction. */
    boolean isInReadOnlyTransaction() throws SQLException {
        boolean begins = session.state() == State.IDLE && !connection.getAutoCommit();
        return (begins && pgSession.beginsReadOnlyTransactions()) || session.isReadOnly();
    }
}
