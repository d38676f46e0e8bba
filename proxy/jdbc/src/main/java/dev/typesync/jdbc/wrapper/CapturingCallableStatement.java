package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.jdbc.delegate.DelegatingCallableStatement;
import dev.typesync.jdbc.execution.ColumnLabelQuery;
import dev.typesync.jdbc.execution.Execution;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.NullUnmarked;

/**
 * A callable statement that calls, or only reads. Its text goes as it is, with a mark where what it calls changes
 * something. As thread-safe as its delegate. Null-unmarked, as JDBC is.
 */
@NullUnmarked
public final class CapturingCallableStatement extends DelegatingCallableStatement {
    private final CapturingConnection connection;
    private final String sql;
    private final WrappedResults results;

    CapturingCallableStatement(CallableStatement delegate, String sql, CapturingConnection connection) {
        super(delegate);
        this.connection = connection;
        this.sql = sql;
        this.results = new WrappedResults(connection, this);
    }

    /** One of the delegate's methods that execute. */
    private interface Call<T> {
        T execute() throws SQLException;
    }

    private <T> T run(Call<T> call, boolean isBatch) throws SQLException {
        StatementRequest request = connection.request(false, GeneratedKeys.NONE);
        Decision decision = connection.session().decide(sql, request, () -> ColumnLabelQuery.of(delegate));
        Decision kept = decision instanceof Decision.Rewritten rewritten ? rewritten.fallback() : decision;
        return connection.execution().run(sql, request, kept, new Execution<T>() {
            @Override
            public T send(Decision.Rewritten none) throws SQLException {
                return call.execute();
            }

            @Override
            public Statement configured() {
                return delegate;
            }

            @Override
            public boolean isBatch() {
                return isBatch;
            }
        });
    }

    @Override
    public Statement texts() {
        return new CapturingStatement(delegate, connection);
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
        return results.of(run(delegate::executeQuery, false));
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return run(delegate::executeBatch, true);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return run(delegate::executeLargeBatch, true);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return results.of(delegate.getResultSet());
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return results.of(delegate.getGeneratedKeys());
    }

    @Override
    public Connection getConnection() throws SQLException {
        delegate.getConnection(); // a closed statement has none
        return connection;
    }
}
