package dev.typesync.jdbc.execution;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution of a prepared statement with its current parameters. Used by one thread. */
public final class ParameterExecution<T> implements SingleExecution<T> {
    private final PreparedText text;
    private final BoundDecision bound;
    private final SqlFunction<PreparedStatement, T> call;

    /** @param call the delegate's method that the application has called */
    public ParameterExecution(PreparedText text, BoundDecision bound, SqlFunction<PreparedStatement, T> call) {
        this.text = text;
        this.bound = bound;
        this.call = call;
    }

    @Override
    public String sql() {
        return text.sql();
    }

    @Override
    public StatementRequest request() {
        return text.request();
    }

    @Override
    public T send(Decision.@Nullable Rewritten rewritten) throws SQLException {
        PreparedStatement statement = text.isRepeatable() ? text.statementWithParameters(rewritten) : text.holder();
        return text.execute(statement, rewritten, call);
    }

    @Override
    public @Nullable List<CapturedChange> capturedChanges(
            Decision decision, Decision.@Nullable Rewritten sent, boolean succeeded) throws SQLException {
        return succeeded
                ? bound.capturedChanges(decision, sent, executed(), request().keys())
                : bound.namedChanges(decision);
    }

    @Override
    public void discardResults() throws SQLException {
        SingleExecution.super.discardResults();
        text.active().setKeysHidden(true);
    }

    @Override
    public Statement configured() {
        return text.isRepeatable() ? text.delegate() : text.holder();
    }

    @Override
    public Statement executed() {
        return text.active().get();
    }

    @Override
    public boolean isRepeatable() {
        return text.isRepeatable();
    }

    @Override
    public boolean isRefusedByDriver() throws SQLException {
        return SingleExecution.super.isRefusedByDriver() || text.lacksParameters(text.bindings());
    }

    @Override
    public int executeBefore(String before, boolean withParameters) throws SQLException {
        try (PreparedStatement statement = text.statementWithoutKeys(before)) {
            statement.setFetchSize(0); // it has several results, which a cursor does not allow
            if (withParameters) {
                text.bindings().bindTo(statement, 0);
            }
            text.active().set(statement);
            return SingleExecution.lastNumber(statement, statement.execute());
        } finally {
            text.active().set(text.holder());
        }
    }
}
