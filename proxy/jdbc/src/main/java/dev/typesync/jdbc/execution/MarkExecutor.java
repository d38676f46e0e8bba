package dev.typesync.jdbc.execution;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.Decision;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends the application's own text and writes marks before it, after it or around it, or its keys after it. As
 * thread-safe as the connection: calls do not overlap.
 */
final class MarkExecutor {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");

    private final PgSession pgSession;
    private final CaptureSession session;
    private final OutboxInserts outbox;
    private final AtomicExecutor atomic;
    private final ReadOnlyCheck readOnlyCheck;

    MarkExecutor(
            PgSession pgSession,
            CaptureSession session,
            OutboxInserts outbox,
            AtomicExecutor atomic,
            ReadOnlyCheck readOnlyCheck) {
        this.pgSession = pgSession;
        this.session = session;
        this.outbox = outbox;
        this.atomic = atomic;
        this.readOnlyCheck = readOnlyCheck;
    }

    <T> T markAndRun(Decision.MarkBefore decision, Execution<T> execution) throws SQLException {
        if (session.memory().isUsed()) {
            return execution.send(null);
        }
        if (!decision.query() && !readOnlyCheck.isLikely()) { // a query is allowed in a read-only transaction
            return markAndRun(decision.marks(), execution);
        }
        return switch (readOnlyCheck.ask()) {
            case YES -> execution.send(null);
            case NO -> markAndRun(decision.marks(), execution);
            case UNKNOWN -> markIfPossible(decision, execution);
        };
    }

    /** Marks and text are in one transaction. */
    <T> T markAndRun(List<Mark> marks, Execution<T> execution) throws SQLException {
        if (execution.isRefusedByDriver()) {
            return execution.send(null); // a statement that never runs leaves no mark
        }
        if (session.memory().isUsed()) {
            return execution.send(null);
        }
        return atomic.run(execution, () -> {
            outbox.mark(marks);
            return execution.send(null);
        });
    }

    <T> T markAroundRun(Decision.MarkAround decision, Execution<T> execution) throws SQLException {
        if (session.memory().isUsed() || execution.isRefusedByDriver()) {
            return execution.send(null); // no marks are written into the database, or it never runs
        }
        return switch (readOnlyCheck.ask()) {
            case YES -> execution.send(null); // the text cannot write either
            case NO -> writeAroundRun(decision, execution);
            case UNKNOWN -> markIfPossible(decision, execution);
        };
    }

    private <T> T writeAroundRun(Decision.MarkAround decision, Execution<T> execution) throws SQLException {
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
        List<CapturedChange> captured = capturedChanges(decision, execution);
        return pgSession.withoutSavepoint(() -> {
            if (captured == null) {
                outbox.mark(decision.allMarks());
            } else {
                outbox.write(captured);
            }
            return result;
        });
    }

    /** Null if the keys cannot be read. The execution has its result already, so this must not throw. */
    private static @Nullable List<CapturedChange> capturedChanges(
            Decision.KeysAppended decision, Execution<?> execution) {
        try {
            return execution.capturedChanges(decision, null, true);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "the keys that the server returned cannot be read; the table is marked", e);
            return null;
        }
    }

    /** Writes marks unless the transaction is read-only, which only the attempt can show. */
    private <T> T markIfPossible(Decision decision, Execution<T> execution) throws SQLException {
        boolean sameTransaction =
                atomic.isInTransaction() && decision.effects().steps().isEmpty();
        boolean written = outbox.markUnlessReadOnly(decision.marks());
        if (sameTransaction || !written) {
            return execution.send(null);
        }
        T result;
        try {
            result = execution.send(null);
        } catch (SQLException e) {
            outbox.markAfterError(decision.marks(), e);
            throw e;
        }
        outbox.markAfter(decision.marks());
        return result;
    }
}
