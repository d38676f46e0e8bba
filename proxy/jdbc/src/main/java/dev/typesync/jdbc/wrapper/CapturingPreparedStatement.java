package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.decision.Decision;
import dev.typesync.jdbc.execution.BatchExecution;
import dev.typesync.jdbc.execution.Binding;
import dev.typesync.jdbc.execution.BoundDecision;
import dev.typesync.jdbc.execution.DecisionExecutor;
import dev.typesync.jdbc.execution.ParameterBatch;
import dev.typesync.jdbc.execution.ParameterExecution;
import dev.typesync.jdbc.execution.PgSession;
import dev.typesync.jdbc.execution.PreparedDecisions;
import dev.typesync.jdbc.execution.PreparedText;
import dev.typesync.jdbc.execution.SqlFunction;
import dev.typesync.jdbc.execution.UpdateCounts;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;

/**
 * A prepared statement that may change rows. Parameters are bound to the text that will probably be executed, and bound
 * again if another one is executed. As thread-safe as its delegate. Null-unmarked, as JDBC is.
 */
@NullUnmarked
public class CapturingPreparedStatement extends ActivePreparedStatement {
    private final PreparedText text;
    private final PreparedDecisions decisions;
    private final DecisionExecutor executor;
    private final PgSession session;
    private final ParameterBatch batch;

    CapturingPreparedStatement(PreparedText text, CapturingConnection connection) {
        super(text, connection);
        this.text = text;
        this.decisions = new PreparedDecisions(text);
        this.executor = connection.capture().executor();
        this.session = connection.capture().pgSession();
        this.batch = new ParameterBatch(connection.capture().pgSession().rewritesBatches());
    }

    @Override
    public void bind(int parameter, Binding binding) throws SQLException {
        text.bind(parameter, binding, false);
    }

    @Override
    public void bind(int parameter, Binding first, Binding again) throws SQLException {
        text.bind(parameter, first, again);
    }

    @Override
    public void bindOnce(int parameter, Binding binding) throws SQLException {
        text.bind(parameter, binding, true);
    }

    private <T> T run(SqlFunction<PreparedStatement, T> call) throws SQLException {
        session.setAsker(this);
        try {
            BoundDecision bound = decisions.decide();
            return executor.run(bound.decision(), new ParameterExecution<>(text, bound, call));
        } finally {
            forgetDefaultZone();
        }
    }

    @Override
    public boolean execute() throws SQLException {
        return run(PreparedStatement::execute);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return run(PreparedStatement::executeUpdate);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return run(PreparedStatement::executeLargeUpdate);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return results.wrap(run(PreparedStatement::executeQuery));
    }

    @Override
    public void addBatch() throws SQLException {
        batch.add(text);
    }

    @Override
    public void clearBatch() throws SQLException {
        delegate.clearBatch();
        batch.clear();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return runBatch(PreparedStatement::executeBatch, UpdateCounts.INTS);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return runBatch(PreparedStatement::executeLargeBatch, UpdateCounts.LONGS);
    }

    private <T> T runBatch(SqlFunction<PreparedStatement, T> call, UpdateCounts<T> counts) throws SQLException {
        ParameterBatch.Entries entries = batch.take();
        active.clearResults();
        if (entries.isEmpty()) {
            active.reset();
            return call.apply(delegate);
        }
        session.setAsker(this);
        T result = run(entries, call, counts);
        if (text.isRepeatable() && entries.areRepeatable()) {
            text.bindings().bindTo(active.get(), 0);
        }
        return result;
    }

    private <T> T run(ParameterBatch.Entries entries, SqlFunction<PreparedStatement, T> call, UpdateCounts<T> counts)
            throws SQLException {
        try {
            BoundDecision bound = decisions.decide(entries);
            return executor.run(bound.decision(), new BatchExecution<>(text, entries, bound, call, counts));
        } catch (SQLException | RuntimeException e) {
            clear(entries, e);
            throw e;
        } finally {
            forgetDefaultZone();
        }
    }

    /** Entries that were not sent would be executed with the next batch. */
    private static void clear(ParameterBatch.Entries entries, Exception failure) {
        try {
            entries.clear();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void clearParameters() throws SQLException {
        text.clearParameters();
    }

    @Override
    public void close() throws SQLException {
        text.close();
    }

    /** The columns of the current result, or else those that the application's text would return. */
    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        ResultSet current = active.get().getResultSet();
        if (current != null && !current.isClosed()) {
            return active.get().getMetaData();
        }
        return text.request().describable()
                ? text.statementOfApplication().getMetaData()
                : describe(PreparedStatement::getMetaData);
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return text.request().describable()
                ? text.holder().getParameterMetaData()
                : describe(PreparedStatement::getParameterMetaData);
    }

    /** In the simple protocol pgjdbc executes a text to describe it. */
    private <T> T describe(SqlFunction<PreparedStatement, T> call) throws SQLException {
        return text.isRepeatable() && decisions.decide().decision() instanceof Decision.Rewritten rewritten
                ? text.describeByExecution(rewritten, call)
                : run(call);
    }

    /** The application's text, with the current parameters or those of the batch. */
    @Override
    public String toString() {
        String printed = batch.isDeferred() ? batch.print(text) : text.holder().toString();
        return text.restore(printed, batch.size());
    }
}
