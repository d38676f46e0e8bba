package dev.typesync.jdbc.execution;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out decisions on one connection: sends a text in the application's place, writes marks in the right
 * transaction, and sees to it that a text of ours which the server refuses never becomes the application's error.
 */
public final class DecisionExecutor {
    private final Connection connection;
    private final PgSession backend;
    private final CaptureSession session;
    private final OwnTransaction alone;
    private final SavepointGuard guard;
    private final OutboxInserts outbox;

    /** @param connection the delegate's */
    public DecisionExecutor(Connection connection, PgSession backend, CaptureSession session) {
        this.connection = connection;
        this.backend = backend;
        this.session = session;
        this.alone = new OwnTransaction(connection);
        this.guard = new SavepointGuard(connection, backend);
        this.outbox = new OutboxInserts(connection, backend, session);
    }

    public <T> T run(String sql, StatementRequest request, Decision decision, Execution<T> execution)
            throws SQLException {
        State before = session.state();
        boolean done = false;
        Execution<T> told =
                session.memory().isUsed() ? new ObservedExecution<>(execution, decision, session.memory()) : execution;
        try {
            T result = before == State.FAILED ? inVain(decision, told) : carryOut(sql, request, decision, told);
            done = true;
            return result;
        } finally {
            session.executed(decision, before, done || execution.isBatch());
        }
    }

    /** In a transaction that has failed; a text that rolls it back itself may change something behind that. */
    private <T> T inVain(Decision decision, Execution<T> execution) throws SQLException {
        T result = execution.send(textInVain(decision, execution));
        if (decision instanceof Decision.MarkAround revived) {
            outbox.markBehind(revived.marks());
        }
        return result;
    }

    /** A batch that would be several statements fails as one. */
    private Decision.@Nullable Rewritten textInVain(Decision decision, Execution<?> execution) {
        return decision instanceof Decision.Rewritten own
                        && !(own.rows() != null && execution.isBatch() && backend.rewritesBatches())
                ? own
                : null;
    }

    private <T> T carryOut(String sql, StatementRequest request, Decision decision, Execution<T> execution)
            throws SQLException {
        if (decision instanceof Decision.Rewritten rewritten) {
            return rewritten(sql, request, rewritten, LockedExecution.of(execution, rewritten, this));
        }
        if (decision instanceof Decision.MarkBefore marked) {
            return marked.query() && mayNotWrite() ? execution.send(null) : markedFirst(marked.marks(), execution);
        }
        if (decision instanceof Decision.MarkAround marked) {
            return markedAround(marked, execution);
        }
        if (decision instanceof Decision.KeysAppended behind) {
            return keysBehind(behind, execution);
        }
        return execution.send(null);
    }

    private <T> T keysBehind(Decision.KeysAppended decision, Execution<T> execution) throws SQLException {
        T result;
        try {
            result = execution.send(null);
        } catch (SQLException e) {
            if (session.state() == State.OPEN) { // an error of the driver's own: the server has executed a part
                outbox.markAfter(decision.allMarks(), e);
            }
            throw e;
        }
        List<CapturedChange> learnt = execution.learnt(decision, null, true);
        return backend.withoutSavepoint(() -> {
            if (learnt == null) {
                outbox.mark(decision.allMarks());
            } else {
                outbox.write(learnt);
            }
            return result;
        });
    }

    private <T> T rewritten(String sql, StatementRequest request, Decision.Rewritten decision, Execution<T> execution)
            throws SQLException {
        // a guard around a text that sets savepoints would take them along, and what it commits cannot be undone
        boolean steps = !decision.effects().steps().isEmpty();
        boolean guardable = !steps && isInTransaction();
        boolean autosaved = guardable && backend.savesAlways();
        if (guardable
                && !autosaved
                && execution.isRepeatable()
                && !decision.acceptance().isAccepted()) {
            return guarded(sql, request, decision, execution);
        }
        try {
            T result = execution.send(decision);
            if (request.prepared() || guardable) { // a text for once that needs no guard is not worth it
                decision.acceptance().accept();
            }
            return result;
        } catch (SQLException e) {
            boolean undone =
                    isInTransaction() ? autosaved && session.state() == State.OPEN : !steps && !execution.isBatch();
            if (!Refusal.is(e) || !undone || !execution.isRepeatable() || wasExecuted(e, request, decision)) {
                throw e;
            }
            failIfWrongInItself(sql, request, e);
        }
        return instead(sql, request, decision, execution);
    }

    /**
     * The first execution of a text inside a transaction: what the server refuses must not fail the transaction. Not where
     * pgjdbc sets a savepoint of its own for each statement: the release of ours would take that along, and pgjdbc, which
     * goes back to the newest there is when it finds the transaction failed, would undo more of the application's work.
     */
    private <T> T guarded(String sql, StatementRequest request, Decision.Rewritten decision, Execution<T> execution)
            throws SQLException {
        guard.set();
        try {
            T result = execution.send(decision);
            guard.release();
            decision.acceptance().accept();
            return result;
        } catch (SQLException e) {
            boolean refused = Refusal.is(e) && execution.isRepeatable();
            if (session.state() == State.OPEN) { // an error of the driver's own, or its autosave has gone back
                guard.release();
            } else if (refused) {
                guard.goBack();
                if (wasExecuted(e, request, decision)) {
                    guard.failAgain();
                    refused = false;
                }
            }
            if (!refused) {
                throw e;
            }
            failIfWrongInItself(sql, request, e);
        }
        return instead(sql, request, decision, execution);
    }

    /**
     * An error of class 42 can also come from what is executed: a trigger, a function. Then it is the application's, and
     * nothing is run twice. Of several statements that cannot be asked, and rights are looked at when a text is executed.
     */
    private boolean wasExecuted(SQLException e, StatementRequest request, Decision.Rewritten decision)
            throws SQLException {
        String text = decision.text();
        return !Refusal.isOfRights(e)
                && session.statements().isSingle(text)
                && guard.accepts(
                        isInTransaction(), () -> guard.describe(request.prepared() ? backend.nativeSql(text) : text));
    }

    /** Of a string the statements in front of the refused one would be run twice, and move sequences twice. */
    private void failIfWrongInItself(String sql, StatementRequest request, SQLException refusal) throws SQLException {
        if (request.prepared() || session.statements().isSingle(sql)) {
            return;
        }
        for (String write : session.statements().watchedWrites(sql)) {
            try {
                guard.describe(write);
            } catch (SQLException e) {
                throw Refusal.is(e) ? refusal : e;
            }
        }
    }

    /**
     * The decision for an execution that cannot be repeated. Where the server refuses the application's own text as well,
     * the rewritten one fails in its place.
     */
    public Decision described(
            String sql,
            StatementRequest request,
            Decision decision,
            SavepointGuard.Description rewritten,
            SavepointGuard.Description original)
            throws SQLException {
        if (!(decision instanceof Decision.Rewritten own)
                || session.state() == State.FAILED
                || own.acceptance().isAccepted()) {
            return decision;
        }
        if (guard.accepts(isInTransaction(), rewritten)) {
            if (own.locks() == null) { // which have not been described
                own.acceptance().accept();
            }
            return decision;
        }
        if (!guard.accepts(isInTransaction(), original)) {
            return decision;
        }
        session.rewriteRefused(sql, request, own);
        return own.fallback();
    }

    /** The original in place of a text that was refused. If it fails too, that is the application's own error. */
    private <T> T instead(String sql, StatementRequest request, Decision.Rewritten decision, Execution<T> execution)
            throws SQLException {
        T result = markedFirst(decision.allMarks(), execution);
        session.rewriteRefused(sql, request, decision);
        return result;
    }

    private <T> T markedFirst(List<Mark> marks, Execution<T> execution) throws SQLException {
        if (isInTransaction() || session.memory().isUsed()) {
            outbox.mark(marks);
            return execution.send(null);
        }
        return alone(execution, () -> {
            outbox.mark(marks);
            return execution.send(null);
        });
    }

    private <T> T alone(Execution<T> execution, OwnTransaction.Work<T> work) throws SQLException {
        int fetchSize = execution.configured().getFetchSize();
        try {
            return alone.run(execution.configured(), work);
        } catch (SQLException e) {
            if (!UnexpectedResult.is(e)) {
                execution.undone();
            }
            throw e;
        } finally {
            showFetchSize(execution.executed(), fetchSize);
            execution.readAtOnce(fetchSize);
        }
    }

    /** All rows are there: it is only what the application asks for. */
    private static void showFetchSize(Statement executed, int fetchSize) throws SQLException {
        if (executed.isClosed()) {
            return;
        }
        executed.setFetchSize(fetchSize);
        ResultSet rows = executed.getResultSet();
        if (rows != null && !rows.isClosed()) {
            rows.setFetchSize(fetchSize);
        }
    }

    /** Runs an execution and what belongs to it so that all or nothing is committed. */
    <T> T together(Execution<T> execution, OwnTransaction.Work<T> work) throws SQLException {
        return isInTransaction() ? together(execution.configured(), work) : alone(execution, work);
    }

    private <T> T markedAround(Decision.MarkAround decision, Execution<T> execution) throws SQLException {
        if (mayNotWrite()) {
            return execution.send(null); // nor can it
        }
        List<Mark> marks = decision.marks();
        boolean together = isInTransaction() && decision.effects().steps().isEmpty();
        outbox.mark(marks);
        if (together) {
            return execution.send(null);
        }
        T result;
        try {
            result = execution.send(null);
        } catch (SQLException e) {
            outbox.markAfter(marks, e);
            throw e;
        }
        outbox.markBehind(marks);
        return result;
    }

    /** Whether no mark can be written into the database, or none is. */
    private boolean mayNotWrite() throws SQLException {
        boolean beginsReadOnly = !connection.getAutoCommit() && backend.beginsReadOnly();
        return session.memory().isUsed() || beginsReadOnly || session.isReadOnly();
    }

    public SavepointGuard guard() {
        return guard;
    }

    public OutboxInserts outbox() {
        return outbox;
    }

    public boolean isInTransaction() throws SQLException {
        return session.state() != State.IDLE || !connection.getAutoCommit();
    }

    /** Runs several statements so that all or none are committed. */
    public <T> T together(Statement statement, OwnTransaction.Work<T> work) throws SQLException {
        if (!isInTransaction()) {
            return alone.run(statement, work);
        }
        return backend.savesAlways() ? guard.together(work) : work.run();
    }

    /** Runs something that writes rows without a text of its own, behind marks in the same transaction. */
    <T> T marked(List<Mark> marks, Execution<T> execution) throws SQLException {
        Decision decision = new Decision.MarkBefore(marks, SessionEffects.NONE);
        State before = session.state();
        try {
            return markedFirst(marks, execution);
        } finally {
            session.executed(decision, before, true);
        }
    }
}
