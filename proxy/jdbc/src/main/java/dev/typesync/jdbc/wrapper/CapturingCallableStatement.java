package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.jdbc.delegate.DelegatingCalls;
import dev.typesync.jdbc.execution.CallExecution;
import dev.typesync.jdbc.execution.ColumnLabelQuery;
import dev.typesync.jdbc.execution.ConnectionCapture;
import dev.typesync.jdbc.execution.SqlCall;
import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;

/**
 * A callable statement that calls a routine, or only reads. Its text is never replaced; if the routine changes rows,
 * their tables are marked. As thread-safe as its delegate. Null-unmarked, as JDBC is.
 */
@NullUnmarked
public final class CapturingCallableStatement extends WrappedPreparedStatement implements DelegatingCalls {
    private final ConnectionCapture capture;
    private final String sql;

    CapturingCallableStatement(CallableStatement delegate, String sql, CapturingConnection connection) {
        super(delegate, connection);
        this.capture = connection.capture();
        this.sql = sql;
    }

    @Override
    public CallableStatement call() {
        return (CallableStatement) delegate;
    }

    @Override
    public void cancel() throws SQLException {
        capture.pgSession().cancelQuestion(this);
        delegate.cancel();
    }

    private <T> T run(SqlCall<T> call, boolean isBatch) throws SQLException {
        StatementRequest request = capture.request(false, GeneratedKeys.NONE);
        capture.pgSession().setAsker(this);
        Decision decision = capture.session()
                .decide(sql, request, () -> capture.labels(() -> ColumnLabelQuery.labels(delegate)))
                .withOriginalText();
        return capture.executor().run(decision, new CallExecution<>(delegate, sql, request, call, isBatch));
    }

    @Override
    public boolean execute() throws SQLException {
        return run(delegate::execute, false);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return run(delegate::executeUpdate, false);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return run(delegate::executeLargeUpdate, false);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return results.wrap(run(delegate::executeQuery, false));
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return run(delegate::executeBatch, true);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return run(delegate::executeLargeBatch, true);
    }
}
