package dev.typesync.jdbc;

import dev.typesync.capture.Backend.State;
import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.Decision;
import dev.typesync.capture.Effects;
import dev.typesync.capture.Learnt;
import dev.typesync.capture.Mark;
import dev.typesync.capture.Request;
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
final class CapturedExecution {
    private static final String GUARD = "typesync_guard";

    private final Connection connection;
    private final PgBackend backend;
    private final CaptureSession session;
    private final OwnTransaction alone;
    private final KeyWriter keys;

    /** @param connection the delegate's */
    CapturedExecution(Connection connection, PgBackend backend, CaptureSession session) {
        this.connection = connection;
        this.backend = backend;
        this.session = session;
        this.alone = new OwnTransaction(connection);
        this.keys = new KeyWriter(connection, session);
    }

    <T> T run(String sql, Request request, Decision decision, Sending<T> sending) throws SQLException {
        State before = session.state();
        boolean done = false;
        Sending<T> told =
                session.memory().isUsed() ? new LearningSending<>(sending, decision, session.memory()) : sending;
        try {
            T result = before == State.FAILED
                    ? sending.send(inVain(decision, sending))
                    : carryOut(sql, request, decision, told);
            done = true;
            return result;
        } finally {
            session.executed(decision, before, done || sending.isBatch());
        }
    }

    /** The text to send where the transaction has failed; a batch that would be several statements fails as one. */
    private Decision.@Nullable Rewritten inVain(Decision decision, Sending<?> sending) {
        return decision instanceof Decision.Rewritten own
                        && !(own.rows() != null && sending.isBatch() && backend.rewritesBatches())
                ? own
                : null;
    }

    private <T> T carryOut(String sql, Request request, Decision decision, Sending<T> sending) throws SQLException {
        if (decision instanceof Decision.Rewritten rewritten) {
            return rewritten(sql, request, rewritten, LockingSending.of(sending, rewritten, this));
        }
        if (decision instanceof Decision.MarkedFirst marked) {
            return markedFirst(marked.marks(), sending);
        }
        if (decision instanceof Decision.MarkedAround marked) {
            return markedAround(marked.marks(), sending);
        }
        if (decision instanceof Decision.KeysBehind behind) {
            return keysBehind(behind, sending);
        }
        return sending.send(null);
    }

    private <T> T keysBehind(Decision.KeysBehind decision, Sending<T> sending) throws SQLException {
        T result;
        try {
            result = sending.send(null);
        } catch (SQLException e) {
            if (session.state() == State.OPEN) { // an error of the driver's own: the server has executed a part
                markAfter(decision.unattributed(), e);
            }
            throw e;
        }
        List<Learnt> learnt = sending.learnt(decision, null, true);
        return backend.withoutSavepoint(() -> {
            if (learnt == null) {
                mark(decision.unattributed());
            } else {
                keys.write(learnt);
            }
            return result;
        });
    }

    private <T> T rewritten(String sql, Request request, Decision.Rewritten decision, Sending<T> sending)
            throws SQLException {
        // a guard around a text that sets savepoints would take them along, and what it commits cannot be undone
        boolean steps = !decision.effects().steps().isEmpty();
        boolean guardable = !steps && isInTransaction();
        boolean autosaved = guardable && backend.savesAlways();
        if (guardable && !autosaved && sending.isRepeatable() && !session.isProven(sql, request, decision)) {
            return guarded(sql, request, decision, sending);
        }
        try {
            T result = sending.send(decision);
            session.prove(sql, request, decision);
            return result;
        } catch (SQLException e) {
            boolean undone =
                    isInTransaction() ? autosaved && session.state() == State.OPEN : !steps && !sending.isBatch();
            if (!Refusal.is(e) || !undone || !sending.isRepeatable() || wasExecuted(e, request, decision)) {
                throw e;
            }
            failIfWrongInItself(sql, request, e);
        }
        return instead(sql, request, decision, sending);
    }

    /**
     * The first execution of a text inside a transaction: what the server refuses must not fail the transaction. Not where
     * pgjdbc sets a savepoint of its own for each statement: the release of ours would take that along, and pgjdbc, which
     * goes back to the newest there is when it finds the transaction failed, would undo more of the application's work.
     */
    private <T> T guarded(String sql, Request request, Decision.Rewritten decision, Sending<T> sending)
            throws SQLException {
        control("SAVEPOINT " + GUARD);
        try {
            T result = sending.send(decision);
            control("RELEASE SAVEPOINT " + GUARD);
            session.prove(sql, request, decision);
            return result;
        } catch (SQLException e) {
            boolean refused = Refusal.is(e) && sending.isRepeatable();
            if (session.state() == State.OPEN) { // an error of the driver's own, or its autosave has gone back
                control("RELEASE SAVEPOINT " + GUARD);
            } else if (refused) {
                control("ROLLBACK TO SAVEPOINT " + GUARD + "; RELEASE SAVEPOINT " + GUARD);
                if (wasExecuted(e, request, decision)) {
                    failAgain();
                    refused = false;
                }
            }
            if (!refused) {
                throw e;
            }
            failIfWrongInItself(sql, request, e);
        }
        return instead(sql, request, decision, sending);
    }

    /**
     * An error of class 42 can also come from what is executed: a trigger, a function. Then it is the application's, and
     * nothing is run twice. Of several statements that cannot be asked, and rights are looked at when a text is executed.
     */
    private boolean wasExecuted(SQLException e, Request request, Decision.Rewritten decision) throws SQLException {
        String text = decision.text();
        return !Refusal.isOfRights(e)
                && session.isSingle(text)
                && accepts(() -> describe(request.prepared() ? backend.nativeSql(text) : text));
    }

    /** The transaction was taken back to the guard, and has to be as the error left it. */
    private void failAgain() {
        try {
            control("ROLLBACK TO SAVEPOINT typesync_failed");
        } catch (SQLException thereIsNone) {
            // which fails the transaction
        }
    }

    /** Of a string the statements in front of the refused one would be run twice, and move sequences twice. */
    private void failIfWrongInItself(String sql, Request request, SQLException refusal) throws SQLException {
        if (request.prepared() || session.isSingle(sql)) {
            return;
        }
        for (String write : session.watchedWrites(sql)) {
            try {
                describe(write);
            } catch (SQLException e) {
                throw Refusal.is(e) ? refusal : e;
            }
        }
    }

    /** Asks the server about a text without executing it. */
    interface Description {
        void ask() throws SQLException;
    }

    /**
     * The decision for an execution that cannot be repeated. Where the server refuses the application's own text as well,
     * the rewritten one fails in its place.
     */
    Decision described(String sql, Request request, Decision decision, Description rewritten, Description original)
            throws SQLException {
        if (!(decision instanceof Decision.Rewritten own)
                || session.state() == State.FAILED
                || session.isProven(sql, request, own)) {
            return decision;
        }
        if (accepts(rewritten)) {
            if (own.locks() == null) { // which have not been described
                session.prove(sql, request, own);
            }
            return decision;
        }
        if (!accepts(original)) {
            return decision;
        }
        session.distrust(sql, request, own);
        return own.original();
    }

    private boolean accepts(Description description) throws SQLException {
        boolean guarded = isInTransaction() && !backend.savesAlways();
        if (guarded) {
            control("SAVEPOINT " + GUARD);
        }
        boolean accepted = false;
        try {
            description.ask();
            accepted = true;
        } catch (SQLException e) {
            if (!Refusal.is(e)) {
                throw e;
            }
        }
        if (guarded) {
            control((accepted ? "" : "ROLLBACK TO SAVEPOINT " + GUARD + "; ") + "RELEASE SAVEPOINT " + GUARD);
        }
        return accepted;
    }

    /** Has the server analyse a single statement as a plain Statement would send it. */
    void describe(String text) throws SQLException {
        control("PREPARE typesync_described AS " + text + "\n; DEALLOCATE typesync_described");
    }

    /** By SQL: under autocommit a transaction that the application began by SQL allows no JDBC savepoint. */
    private void control(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(0); // a portal with a name would end with the savepoint
            statement.execute(sql);
        }
    }

    /** The original in place of a text that was refused. If it fails too, that is the application's own error. */
    private <T> T instead(String sql, Request request, Decision.Rewritten decision, Sending<T> sending)
            throws SQLException {
        T result = markedFirst(decision.unattributed(), sending);
        session.distrust(sql, request, decision);
        return result;
    }

    private <T> T markedFirst(List<Mark> marks, Sending<T> sending) throws SQLException {
        if (isInTransaction() || session.memory().isUsed()) {
            mark(marks);
            return sending.send(null);
        }
        return alone(sending, () -> {
            mark(marks);
            return sending.send(null);
        });
    }

    private <T> T alone(Sending<T> sending, OwnTransaction.Work<T> work) throws SQLException {
        int fetchSize = sending.configured().getFetchSize();
        try {
            return alone.run(sending.configured(), work);
        } catch (SQLException e) {
            if (!UnexpectedResult.is(e)) {
                sending.undone();
            }
            throw e;
        } finally {
            showFetchSize(sending.executed(), fetchSize);
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
    <T> T together(Sending<T> sending, OwnTransaction.Work<T> work) throws SQLException {
        return isInTransaction() ? together(sending.configured(), work) : alone(sending, work);
    }

    private <T> T markedAround(List<Mark> marks, Sending<T> sending) throws SQLException {
        if (session.memory().isUsed() || connection.isReadOnly() || session.isReadOnly()) {
            return sending.send(null); // it writes nothing, and a mark could not be written
        }
        mark(marks);
        if (isInTransaction()) {
            return sending.send(null);
        }
        T result;
        try {
            result = sending.send(null);
        } catch (SQLException e) {
            markAfter(marks, e);
            throw e;
        }
        mark(marks);
        return result;
    }

    /** It may have committed a part before it failed. */
    private void markAfter(List<Mark> marks, SQLException reason) {
        try {
            mark(marks);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** In memory marks are learnt, when what they stand for has been executed. */
    void mark(List<Mark> marks) throws SQLException {
        if (session.memory().isUsed()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(session.markStatement(marks));
        }
    }

    boolean isInTransaction() throws SQLException {
        return session.state() != State.IDLE || !connection.getAutoCommit();
    }

    /** Runs several statements so that all or none are committed. */
    <T> T together(Statement statement, OwnTransaction.Work<T> work) throws SQLException {
        if (!isInTransaction()) {
            return alone.run(statement, work);
        }
        return backend.savesAlways() ? undoneTogether(work) : work.run();
    }

    /** pgjdbc goes back by one statement, but these are one to the application. */
    private <T> T undoneTogether(OwnTransaction.Work<T> work) throws SQLException {
        control(""); // before it pgjdbc sets its own savepoint, which has to outlive ours
        control("SAVEPOINT " + GUARD);
        T result;
        try {
            result = work.run();
        } catch (SQLException | RuntimeException e) {
            goBack(e);
            throw e;
        }
        control("RELEASE SAVEPOINT " + GUARD);
        return result;
    }

    private void goBack(Exception reason) {
        try {
            control("ROLLBACK TO SAVEPOINT " + GUARD + "; RELEASE SAVEPOINT " + GUARD);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** Runs something that writes rows without a text of its own, behind marks in the same transaction. */
    <T> T marked(List<Mark> marks, Sending<T> sending) throws SQLException {
        Decision decision = new Decision.MarkedFirst(marks, Effects.NONE);
        State before = session.state();
        try {
            return markedFirst(marks, sending);
        } finally {
            session.executed(decision, before, true);
        }
    }
}
