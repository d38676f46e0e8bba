package dev.typesync.jdbc.execution;

import static java.util.Objects.requireNonNull;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution of one text by a plain statement. Used by one thread. */
public final class TextExecution<T> implements SingleExecution<T> {
    private final ConnectionCapture capture;
    private final ActiveStatement<Statement> active;
    private final String sql;
    private final StatementRequest request;
    private final SqlFunction<String, T> call;
    private final @Nullable SqlFunction<String, T> returningCall;

    /**
     * Describes an execution.
     *
     * @param call the delegate's method that the application has called
     * @param returningCall the same method, but the driver treats returned rows as generated keys; null if there is
     *     none
     */
    public TextExecution(
            ConnectionCapture capture,
            ActiveStatement<Statement> active,
            String sql,
            StatementRequest request,
            SqlFunction<String, T> call,
            @Nullable SqlFunction<String, T> returningCall) {
        this.capture = capture;
        this.active = active;
        this.sql = sql;
        this.request = request;
        this.call = call;
        this.returningCall = returningCall;
    }

    @Override
    public String sql() {
        return sql;
    }

    @Override
    public StatementRequest request() {
        return request;
    }

    @Override
    public T send(Decision.@Nullable Rewritten rewritten) throws SQLException {
        if (rewritten == null || rewritten.keysFromReturning() == null) {
            return call.apply(rewritten == null ? sql : rewritten.text());
        }
        SqlFunction<String, T> returning = requireNonNull(returningCall, "returningCall");
        T result = WithoutRowLimits.run(configured(), () -> returning.apply(rewritten.text()));
        active.setKeysHidden(true);
        return result;
    }

    @Override
    public @Nullable List<CapturedChange> capturedChanges(
            Decision decision, Decision.@Nullable Rewritten sent, boolean succeeded) throws SQLException {
        BoundDecision bound = BoundDecision.of(decision);
        return succeeded
                ? bound.capturedChanges(decision, sent, configured(), request.keys())
                : bound.namedChanges(decision);
    }

    @Override
    public void discardResults() throws SQLException {
        SingleExecution.super.discardResults();
        active.setKeysHidden(true);
    }

    @Override
    public void showFetchSize(int fetchSize) {
        active.setShownFetchSize(fetchSize);
    }

    @Override
    public Statement configured() {
        return active.first();
    }

    @Override
    public boolean isRefusedByDriver() throws SQLException {
        return SingleExecution.super.isRefusedByDriver()
                || !capture.pgSession().canParse(sql, active.resolvesEscapes());
    }

    @Override
    public int executeBefore(String text, boolean withParameters) throws SQLException {
        try (Statement statement = capture.delegate().createStatement()) {
            statement.setQueryTimeout(configured().getQueryTimeout());
            active.set(statement);
            return SingleExecution.lastNumber(statement, statement.execute(text));
        } finally {
            active.set(configured());
        }
    }
}
