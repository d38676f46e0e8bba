package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.decision.Decision;
import dev.typesync.jdbc.execution.ConnectionCapture;
import dev.typesync.jdbc.execution.SavepointGuard;
import dev.typesync.jdbc.execution.SqlCall;
import java.sql.SQLException;

/**
 * A COPY in one transaction with the mark for its table, which is written first. Under autocommit this is a
 * transaction of typesync's. It is begun by SQL, since the application may read and set the connection's autocommit
 * while it sends its data. Not thread-safe.
 */
final class MarkedCopy {
    private final ConnectionCapture capture;
    private final CaptureSession session;
    private final Decision decision;
    private final State before;
    private final boolean inOwnTransaction;
    private boolean over;

    private MarkedCopy(ConnectionCapture capture, Decision decision, boolean inOwnTransaction) {
        this.capture = capture;
        this.session = capture.session();
        this.decision = decision;
        this.before = session.state();
        this.inOwnTransaction = inOwnTransaction;
    }

    /** Writes the marks. */
    static MarkedCopy begin(ConnectionCapture capture, Decision decision) throws SQLException {
        boolean marks =
                !decision.marks().isEmpty() && !capture.session().memory().isUsed();
        boolean inOwnTransaction = marks && !capture.atomic().isInTransaction();
        MarkedCopy copy = new MarkedCopy(capture, decision, inOwnTransaction);
        if (marks) {
            copy.mark();
        }
        return copy;
    }

    private void mark() throws SQLException {
        if (inOwnTransaction) {
            start(() -> {
                capture.execute("BEGIN;\n" + session.markStatement(decision.marks()));
                return true;
            });
        } else if (capture.pgSession().hasAutosaveAlways()) {
            // pgjdbc sets no savepoint before a COPY, nor before a text that begins with SAVEPOINT
            capture.execute(SavepointGuard.around(session.markStatement(decision.marks())));
        } else {
            capture.outbox().mark(decision.marks());
        }
    }

    /** @param start pgjdbc's call that begins the COPY */
    <T> T start(SqlCall<T> start) throws SQLException {
        try {
            return start.call();
        } catch (SQLException | RuntimeException e) {
            failed(e);
            throw e;
        }
    }

    /** The table has all the data. */
    void ended() throws SQLException {
        if (over) {
            return;
        }
        over = true;
        boolean committed = !inOwnTransaction;
        try {
            if (inOwnTransaction) {
                capture.execute("COMMIT");
                committed = true;
            }
        } finally {
            session.executed(decision, before, committed);
        }
    }

    void cancelled() throws SQLException {
        if (over) {
            return;
        }
        over = true;
        try {
            rollBack();
        } finally {
            session.executed(decision, before, false);
        }
    }

    void failed(Exception reason) {
        try {
            cancelled();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void rollBack() throws SQLException {
        if (inOwnTransaction && session.state() != State.IDLE) {
            capture.execute("ROLLBACK");
        }
    }
}
