package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.jdbc.delegate.DelegatingStatement;
import dev.typesync.jdbc.execution.ChangeReader;
import dev.typesync.jdbc.execution.ColumnLabelQuery;
import dev.typesync.jdbc.execution.KeyRowReader;
import dev.typesync.jdbc.execution.SingleExecution;
import dev.typesync.jdbc.execution.WithoutRowLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** A statement whose texts are captured. As thread-safe as its delegate. Null-unmarked, as JDBC is. */
@NullUnmarked
final class CapturingStatement extends DelegatingStatement {
    private final CapturingConnection connection;
    private final WrappedResults results;
    private final StatementBatch batch;
    private volatile Statement before; // runs in front of the application's text
    private boolean hidesKeys; // those of the last execution are typesync's own

    CapturingStatement(Statement delegate, CapturingConnection connection) {
        super(delegate);
        this.connection = connection;
        this.results = new WrappedResults(connection, this);
        this.batch = new StatementBatch(delegate, connection);
    }

    /** One of the delegate's methods that execute a text. */
    private interface Call<T> {
        T execute(String sql) throws SQLException;
    }

    private <T> T run(String sql, GeneratedKeys keys, Call<T> call) throws SQLException {
        return run(sql, keys, call, null);
    }

    /** @param asking the same method where the driver takes the rows for generated keys; null if there is none */
    private <T> T run(String sql, GeneratedKeys keys, Call<T> call, Call<T> asking) throws SQLException {
        hidesKeys = false;
        results.show(0);
        if (sql == null || connection.session().needsNoDecision(sql)) {
            return call.execute(sql);
        }
        StatementRequest request = connection.request(false, keys);
        Decision decided = connection.session().decide(sql, request, () -> labels(sql, keys));
        if (decided instanceof Decision.PassThrough && decided.effects().isNone()) {
            return call.execute(sql);
        }
        boolean askable =
                asking != null || !(decided instanceof Decision.Rewritten own) || own.keysFromReturning() == null;
        Decision decision = askable ? decided : ((Decision.Rewritten) decided).fallback();
        return connection.execution().run(sql, request, decision, new SingleExecution<T>() {
            @Override
            public T send(Decision.Rewritten rewritten) throws SQLException {
                if (rewritten == null || rewritten.keysFromReturning() == null) {
                    return call.execute(rewritten == null ? sql : rewritten.text());
                }
                T result = WithoutRowLimits.run(delegate, () -> asking.execute(rewritten.text()));
                hidesKeys = true;
                return result;
            }

            @Override
            public List<CapturedChange> learnt(Decision made, Decision.Rewritten sent, boolean succeeded)
                    throws SQLException {
                ChangeReader.Chosen chosen = ChangeReader.choose(made);
                return succeeded
                        ? ChangeReader.of(made, sent, chosen, delegate, keys)
                        : ChangeReader.atMost(made, chosen);
            }

            @Override
            public void undone() throws SQLException {
                SingleExecution.super.undone();
                hidesKeys = true;
            }

            @Override
            public void readAtOnce(int fetchSize) {
                results.show(fetchSize);
            }

            @Override
            public Statement configured() {
                return delegate;
            }

            @Override
            public int before(String text, boolean withParameters) throws SQLException {
                return executeBefore(text);
            }
        });
    }

    private int executeBefore(String text) throws SQLException {
        try (Statement statement = connection.delegate().createStatement()) {
            statement.setQueryTimeout(delegate.getQueryTimeout());
            before = statement;
            return SingleExecution.lastNumber(statement, statement.execute(text));
        } finally {
            before = null;
        }
    }

    @Override
    public void cancel() throws SQLException {
        Statement running = before;
        (running == null ? delegate : running).cancel();
    }

    private List<String> labels(String sql, GeneratedKeys keys) throws SQLException {
        Connection on = connection.delegate();
        try (PreparedStatement described = keys.kind() == GeneratedKeys.Kind.NONE
                ? on.prepareStatement(sql)
                : on.prepareStatement(sql, RETURN_GENERATED_KEYS)) {
            return ColumnLabelQuery.of(described);
        }
    }

    private static GeneratedKeys keys(int autoGeneratedKeys) {
        return autoGeneratedKeys == RETURN_GENERATED_KEYS ? GeneratedKeys.ALL : GeneratedKeys.NONE;
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return results.of(run(sql, GeneratedKeys.NONE, delegate::executeQuery));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return run(sql, GeneratedKeys.NONE, delegate::execute, text -> delegate.execute(text, RETURN_GENERATED_KEYS));
    }

    @Override
    public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
        return run(sql, keys(autoGeneratedKeys), text -> delegate.execute(text, autoGeneratedKeys));
    }

    @Override
    public boolean execute(String sql, int[] columnIndexes) throws SQLException {
        return run(sql, GeneratedKeys.NONE, text -> delegate.execute(text, columnIndexes));
    }

    @Override
    public boolean execute(String sql, String[] columnNames) throws SQLException {
        return run(sql, connection.named(columnNames), text -> delegate.execute(text, columnNames));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return run(
                sql,
                GeneratedKeys.NONE,
                delegate::executeUpdate,
                text -> delegate.executeUpdate(text, RETURN_GENERATED_KEYS));
    }

    @Override
    public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return run(sql, keys(autoGeneratedKeys), text -> delegate.executeUpdate(text, autoGeneratedKeys));
    }

    @Override
    public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return run(sql, GeneratedKeys.NONE, text -> delegate.executeUpdate(text, columnIndexes));
    }

    @Override
    public int executeUpdate(String sql, String[] columnNames) throws SQLException {
        return run(sql, connection.named(columnNames), text -> delegate.executeUpdate(text, columnNames));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return run(
                sql,
                GeneratedKeys.NONE,
                delegate::executeLargeUpdate,
                text -> delegate.executeLargeUpdate(text, RETURN_GENERATED_KEYS));
    }

    @Override
    public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return run(sql, keys(autoGeneratedKeys), text -> delegate.executeLargeUpdate(text, autoGeneratedKeys));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return run(sql, GeneratedKeys.NONE, text -> delegate.executeLargeUpdate(text, columnIndexes));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
        return run(sql, connection.named(columnNames), text -> delegate.executeLargeUpdate(text, columnNames));
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        batch.add(sql);
    }

    @Override
    public void clearBatch() throws SQLException {
        batch.clear();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        hidesKeys = false;
        return batch.execute(delegate::executeBatch);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        hidesKeys = false;
        return batch.execute(delegate::executeLargeBatch);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return results.of(delegate.getResultSet());
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return results.of(hidesKeys ? KeyRowReader.none(delegate) : delegate.getGeneratedKeys());
    }

    @Override
    public Connection getConnection() throws SQLException {
        delegate.getConnection(); // a closed statement has none
        return connection;
    }
}
