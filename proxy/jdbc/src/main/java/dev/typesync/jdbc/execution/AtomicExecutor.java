package dev.typesync.jdbc.execution;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Runs an execution and typesync's statements for it so that all or none of them are committed: in the application's
 * transaction, or else in one of typesync's. As thread-safe as the connection: calls do not overlap.
 */
public final class AtomicExecutor {
    private final Connection connection;
    private final PgSession pgSession;
    private final CaptureSession session;
    private final SavepointGuard guard;
    private final OwnTransaction ownTransaction;

    /** @param connection the delegate's */
    AtomicExecutor(Connection connection, PgSession pgSession, CaptureSession session, SavepointGuard guard) {
        this.connection = connection;
        this.pgSession = pgSession;
        this.session = session;
        this.guard = guard;
        this.ownTransaction = new OwnTransaction(connection);
    }

    /** Whether the application has a transaction, or its next statement begins one. */
    public boolean isInTransaction() throws SQLException {
        return session.state() != State.IDLE || !connection.getAutoCommit();
    }

    /**
     * Runs several statements.
     *
     * @param statement the one whose result the application reads
     */
    public <T> T run(Statement statement, SqlCall<T> work) throws SQLException {
        if (!isInTransaction()) {
            return ownTransaction.run(statement, work);
        }
        return pgSession.hasAutosaveAlways() ? guard.run(work) : work.call();
    }

    <T> T run(Execution<T> execution, SqlCall<T> work) throws SQLException {
        return isInTransaction() ? run(execution.configured(), work) : runInOwnTransaction(execution, work);
    }

    <T> T runInOwnTransaction(Execution<T> execution, SqlCall<T> work) throws SQLException {
        int fetchSize = execution.configured().getFetchSize();
        T result;
        try {
            result = ownTransaction.run(execution.configured(), work);
        } catch (SQLException e) {
            if (!SqlErrors.isUnexpectedResult(e)) {
                attempt(execution::discardResults, e);
            }
            attempt(() -> restoreFetchSize(execution, fetchSize), e);
            throw e;
        } catch (RuntimeException e) {
            attempt(() -> restoreFetchSize(execution, fetchSize), e);
            throw e;
        }
        restoreFetchSize(execution, fetchSize);
        return result;
    }

    /** What fails here must not replace the error of the execution. */
    private static void attempt(SqlAction action, Exception error) {
        try {
            action.run();
        } catch (SQLException e) {
            error.addSuppressed(e);
        }
    }

    /** All rows have been read. The application only sees the fetch size that it has set. */
    private static void restoreFetchSize(Execution<?> execution, int fetchSize) throws SQLException {
        execution.showFetchSize(fetchSize);
        Statement executed = execution.executed();
        if (executed.isClosed()) {
            return;
        }
        executed.setFetchSize(fetchSize);
        ResultSet rows = executed.getResultSet();
        if (rows != null && !rows.isClosed()) {
            rows.setFetchSize(fetchSize);
        }
    }
}
