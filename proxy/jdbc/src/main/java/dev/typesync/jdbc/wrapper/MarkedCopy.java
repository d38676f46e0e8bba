package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.decision.Decision;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A COPY behind the mark for its table, in one transaction. Under autocommit that is one of our own: begun by SQL, since
 * the connection's autocommit is the application's to see and to set while it sends its data.
 */
final class MarkedCopy {
    private static final String GUARD = "SAVEPOINT typesync_guard";

    private final CapturingConnection connection;
    private final CaptureSession session;
    private final Decision decision;
    private final State before;
    private final boolean own;
    private boolean over;

    /** pgjdbc's call that begins the COPY. */
    interface Start<T> {
        T run() throws SQLException;
    }

    private MarkedCopy(CapturingConnection connection, Decision decision, boolean own) {
        this.connection = connection;
        this.session = connection.session();
        this.decision = decision;
        this.before = session.state();
        this.own = own;
    }

    /** Writes the marks. */
    static MarkedCopy begin(CapturingConnection connection, Decision decision) throws SQLException {
        boolean marks =
                !decision.marks().isEmpty() && !connection.session().memory().isUsed();
        boolean own = marks && !connection.execution().isInTransaction();
        MarkedCopy copy = new MarkedCopy(connection, decision, own);
        if (marks) {
            copy.mark();
        }
        return copy;
    }

    private void mark() throws SQLException {
        if (own) {
            start(() -> {
                run("BEGIN;\n" + session.markStatement(decision.marks()));
                return true;
            });
        } else if (connection.backend().savesAlways()) {
            // pgjdbc sets no savepoint before a COPY, nor before a text that begins like this
            run(GUARD + ";\n" + session.markStatement(decision.marks()) + ";\nRELEASE " + GUARD);
        } else {
            connection.execution().outbox().mark(decision.marks());
        }
    }

    <T> T start(Start<T> start) throws SQLException {
        try {
            return start.run();
        } catch (SQLException | RuntimeException e) {
            failed(e);
            throw e;
        }
    }

    /** All data are in the table. */
    void ended() throws SQLException {
        if (over) {
            return;
        }
        over = true;
        boolean committed = !own;
        try {
            if (own) {
                run("COMMIT");
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
            rollsBack();
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

    private void rollsBack() throws SQLException {
        if (own && session.state() != State.IDLE) {
            run("ROLLBACK");
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.delegate().createStatement()) {
            statement.execute(sql);
        }
    }
}
