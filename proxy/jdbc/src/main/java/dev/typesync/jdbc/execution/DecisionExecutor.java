package dev.typesync.jdbc.execution;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.decision.Decision;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Carries out decisions on one connection and reports each execution to the session. A <i>mark</i> says that a whole
 * table is to be compared; it is written where the changed keys are not known. As thread-safe as the connection:
 * calls do not overlap.
 */
public final class DecisionExecutor {
    private final PgSession pgSession;
    private final CaptureSession session;
    private final AtomicExecutor atomic;
    private final RewrittenTextExecutor rewrittenTexts;
    private final MarkExecutor marks;

    DecisionExecutor(
            PgSession pgSession,
            CaptureSession session,
            AtomicExecutor atomic,
            RewrittenTextExecutor rewrittenTexts,
            MarkExecutor marks) {
        this.pgSession = pgSession;
        this.session = session;
        this.atomic = atomic;
        this.rewrittenTexts = rewrittenTexts;
        this.marks = marks;
    }

    /**
     * Runs an execution as it was decided.
     *
     * @throws SQLException the delegate's own error, or an error of the outbox
     */
    public <T> T run(Decision decision, Execution<T> execution) throws SQLException {
        State before = session.state();
        boolean succeeded = false;
        Execution<T> observed =
                session.memory().isUsed() ? new ObservedExecution<>(execution, decision, session.memory()) : execution;
        try {
            T result = before == State.FAILED
                    ? runInFailedTransaction(decision, observed)
                    : decision.carriedOutBy(new DecisionCarrier<>(observed));
            succeeded = true;
            return result;
        } finally {
            session.executed(decision, before, succeeded || execution.isBatch());
        }
    }

    /** A text that rolls the failed transaction back itself may change something after that. */
    private <T> T runInFailedTransaction(Decision decision, Execution<T> execution) throws SQLException {
        T result = execution.send(rewrittenForFailedTransaction(decision, execution));
        if (decision instanceof Decision.MarkAround markAround) {
            marks.markAfter(markAround.marks());
        }
        return result;
    }

    /** The application's text for a batch that would become several statements: it has to fail as one. */
    private Decision.@Nullable Rewritten rewrittenForFailedTransaction(Decision decision, Execution<?> execution) {
        return decision instanceof Decision.Rewritten rewritten
                        && !(rewritten.rows() != null && execution.isBatch() && pgSession.rewritesBatches())
                ? rewritten
                : null;
    }

    /** Carries out the decision for one execution. */
    private final class DecisionCarrier<T> implements Decision.Carrier<T> {
        private final Execution<T> execution;

        DecisionCarrier(Execution<T> execution) {
            this.execution = execution;
        }

        @Override
        public T passThrough(Decision.PassThrough decision) throws SQLException {
            return execution.send(null);
        }

        @Override
        public T observed(Decision.Observed decision) throws SQLException {
            return execution.send(null); // ObservedExecution captures its keys
        }

        @Override
        public T rewritten(Decision.Rewritten decision) throws SQLException {
            return rewrittenTexts.run(decision, LockedExecution.withLocks(execution, decision, atomic));
        }

        @Override
        public T keysAppended(Decision.KeysAppended decision) throws SQLException {
            return marks.runAndAppendKeys(decision, execution);
        }

        @Override
        public T markBefore(Decision.MarkBefore decision) throws SQLException {
            return marks.markAndRun(decision, execution);
        }

        @Override
        public T markAround(Decision.MarkAround decision) throws SQLException {
            return marks.markAroundRun(decision, execution);
        }
    }
}
