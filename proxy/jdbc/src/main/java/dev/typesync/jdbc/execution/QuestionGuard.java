package dev.typesync.jdbc.execution;

import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.SessionEndedException;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * Protects the application's session while typesync asks the server a question in it: a question that fails leaves the
 * transaction as it was. A savepoint is set only inside a transaction, and only for a question that is really asked.
 * pgjdbc sets none of its own meanwhile, so that its newest savepoint stays the one before the application's last
 * statement. A question that the application has canceled fails the transaction, as the statement would that it is
 * asked for. As thread-safe as the connection; other threads may call {@link #cancel} and {@link #canceling}.
 *
 * <p>A transaction cannot be saved if the server refuses the savepoint itself.
 */
final class QuestionGuard {
    private static final String NAME = "typesync_question";
    private static final String SET = "SAVEPOINT " + NAME;
    private static final String RELEASE = "RELEASE SAVEPOINT " + NAME;

    private final BaseConnection connection;
    private final PgSession pgSession;
    private @Nullable Statement asker; // other threads see it because the fields below are set after it
    private volatile boolean asking;
    private volatile boolean canceled;

    QuestionGuard(BaseConnection connection, PgSession pgSession) {
        this.connection = connection;
        this.pgSession = pgSession;
    }

    /** The statement that the next questions are asked for; null: for none that can be canceled. */
    void setAsker(@Nullable Statement statement) {
        asker = statement;
    }

    /** The seconds that the application lets its statement run: a question takes no longer. 0: no limit. */
    int queryTimeout() throws SQLException {
        Statement statement = asker;
        return statement == null || statement.isClosed() ? 0 : statement.getQueryTimeout();
    }

    /** A question that runs several statements, or one that pgjdbc sends itself. */
    <T> T ask(SqlCall<T> question) throws SQLException {
        State before = pgSession.state();
        if (before != State.OPEN) {
            return ask(before, question);
        }
        return ask(before, () -> {
            pgSession.executeWithoutBegin(SET);
            T answer;
            try {
                answer = question.call();
            } catch (SQLException | RuntimeException e) {
                releaseIfOpen(e);
                throw e;
            }
            pgSession.executeWithoutBegin(RELEASE);
            return answer;
        });
    }

    /** The driver itself has failed, and the server knows nothing of it. */
    private void releaseIfOpen(Exception failure) {
        if (pgSession.state() == State.OPEN) {
            attempt(RELEASE, failure);
        }
    }

    /**
     * A question of one statement. Inside a transaction the savepoint is set and released in the same message.
     *
     * @param question runs the text that it gets
     */
    <T> T ask(String sql, SqlFunction<String, T> question) throws SQLException {
        State before = pgSession.state();
        String text = before == State.OPEN ? SET + ";\n" + sql + ";\n" + RELEASE : sql;
        return ask(before, () -> question.apply(text));
    }

    private <T> T ask(State before, SqlCall<T> guarded) throws SQLException {
        if (pgSession.isClosed()) {
            throw new SessionEndedException(null);
        }
        boolean autosaved = pgSession.hasAutosaveAlways();
        canceled = false;
        asking = true;
        try {
            return pgSession.withoutSavepoint(() -> restoring(before, autosaved, guarded));
        } finally {
            asking = false;
        }
    }

    private <T> T restoring(State before, boolean autosaved, SqlCall<T> guarded) throws SQLException {
        try {
            return guarded.call();
        } catch (SQLException e) {
            if (!canceled || autosaved) {
                restore(before, e);
            }
            throw canceled || pgSession.isClosed() ? new SessionEndedException(e) : e;
        } catch (RuntimeException e) {
            restore(before, e);
            throw e;
        }
    }

    private void restore(State before, Exception failure) {
        if (pgSession.state() == State.FAILED) {
            attempt(before == State.OPEN ? "ROLLBACK TO " + NAME + "; " + RELEASE : "ROLLBACK", failure);
        }
    }

    private void attempt(String sql, Exception failure) {
        try {
            pgSession.executeWithoutBegin(sql);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Cancels the question that is asked for a statement, if there is one, and with it the statement. */
    void cancel(Statement statement) throws SQLException {
        if (asking && isAsker(statement)) {
            canceling();
            connection.cancelQuery();
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same statement, not an equal one
    private boolean isAsker(Statement statement) {
        return asker == statement;
    }

    /** The application is about to cancel what the session does. */
    void canceling() {
        canceled = asking;
    }
}
