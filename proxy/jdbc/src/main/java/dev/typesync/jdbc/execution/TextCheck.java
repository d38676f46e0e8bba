package dev.typesync.jdbc.execution;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.SQLException;

/**
 * Asks the server whether it accepts a text, without executing the text. As thread-safe as the connection: calls do not
 * overlap. Blocks as the delegate does.
 */
public final class TextCheck {
    private final PgSession pgSession;
    private final CaptureSession session;
    private final SavepointGuard guard;

    TextCheck(PgSession pgSession, CaptureSession session, SavepointGuard guard) {
        this.pgSession = pgSession;
        this.session = session;
        this.guard = guard;
    }

    /**
     * The decision for an execution that cannot be repeated. If the server refuses the application's own text as
     * well, the rewritten one is sent and fails in its place.
     *
     * @param describeRewritten lets the server describe the rewritten text
     * @param describeOriginal lets the server describe the application's text
     */
    public Decision verify(
            String sql,
            StatementRequest request,
            Decision.Rewritten rewritten,
            SqlAction describeRewritten,
            SqlAction describeOriginal)
            throws SQLException {
        if (session.state() == State.FAILED || rewritten.acceptance().isAccepted()) {
            return rewritten;
        }
        Answer answer = accepts(describeRewritten, rewritten);
        if (answer == Answer.YES) {
            if (rewritten.locks() == null) { // the texts that take locks have not been described
                rewritten.acceptance().accept();
            }
            return rewritten;
        }
        Answer ofOriginal = answer == Answer.NO ? accepts(describeOriginal, rewritten) : Answer.NONE;
        if (ofOriginal == Answer.NO) {
            return rewritten;
        }
        if (ofOriginal == Answer.YES) {
            session.rewriteRefused(sql, request, rewritten);
        }
        return rewritten.fallback();
    }

    /** Whether the server accepts a text; NONE: the question failed. */
    private enum Answer {
        YES,
        NO,
        NONE
    }

    private Answer accepts(SqlAction description, Decision.Rewritten decision) throws SQLException {
        return session.ask(() -> guard.accepts(description) ? Answer.YES : Answer.NO, decision::allMarks, Answer.NONE);
    }

    /** The same for a text that a plain statement sends. */
    public Decision verify(String sql, StatementRequest request, Decision.Rewritten decision) throws SQLException {
        return verify(sql, request, decision, () -> guard.describe(decision.text()), () -> guard.describe(sql));
    }

    /**
     * Whether an error of class 42, or 25006, comes from what was executed: a trigger or a function. Then it is the
     * application's, and nothing is run twice. The statements of a string are asked about one by one. Rights cannot be checked,
     * which the server checks only when it executes a text. If the question fails, the text was probably refused.
     */
    boolean wasExecuted(SQLException e, Decision.Rewritten decision, StatementRequest request) throws SQLException {
        if (SqlErrors.isReadOnlyTransaction(e)) {
            return !Boolean.TRUE.equals(session.isReadOnly()); // otherwise something that it executes has been refused
        }
        if (SqlErrors.isInsufficientPrivilege(e)) {
            return false;
        }
        String text = decision.text();
        if (session.statements().isSingle(text)) {
            return isAccepted(request.prepared() ? pgSession.nativeSql(text) : text, decision);
        }
        if (request.prepared()) {
            return false; // the parameters of one statement have other numbers than those of the string
        }
        for (String statement : session.statements().rowStatements(text)) {
            if (!isAccepted(statement, decision)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAccepted(String text, Decision.Rewritten decision) throws SQLException {
        return accepts(() -> guard.describe(text), decision) == Answer.YES;
    }

    /**
     * In a string of several statements, those before the refused one would be run twice, and would move sequences
     * twice. So the application's text is not sent if it is wrong itself.
     */
    void throwIfOriginalIsWrong(Execution<?> execution, Decision.Rewritten decision, SQLException refusal)
            throws SQLException {
        if (execution.request().prepared() || session.statements().isSingle(execution.sql())) {
            return;
        }
        for (String write : session.statements().watchedWrites(execution.sql())) {
            if (accepts(() -> guard.describe(write), decision) == Answer.NO) {
                if (session.state() == State.OPEN && !pgSession.hasAutosaveAlways()) {
                    guard.failAgain(); // only typesync's guard has gone back, not pgjdbc
                }
                throw refusal;
            }
        }
    }
}
