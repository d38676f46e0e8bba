package dev.typesync.jdbc.execution;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution that adds something to another one. Every method except {@code send} forwards to it. */
abstract class ForwardingExecution<T> implements Execution<T> {
    private final Execution<T> execution;

    ForwardingExecution(Execution<T> execution) {
        this.execution = execution;
    }

    final Execution<T> execution() {
        return execution;
    }

    @Override
    public String sql() {
        return execution.sql();
    }

    @Override
    public StatementRequest request() {
        return execution.request();
    }

    @Override
    public Statement configured() throws SQLException {
        return execution.configured();
    }

    @Override
    public Statement executed() throws SQLException {
        return execution.executed();
    }

    @Override
    public void discardResults() throws SQLException {
        execution.discardResults();
    }

    @Override
    public void showFetchSize(int fetchSize) {
        execution.showFetchSize(fetchSize);
    }

    @Override
    public boolean isRepeatable() {
        return execution.isRepeatable();
    }

    @Override
    public boolean isRefusedByDriver() throws SQLException {
        return execution.isRefusedByDriver();
    }

    @Override
    public boolean isBatch() {
        return execution.isBatch();
    }

    @Override
    public @Nullable List<CapturedChange> capturedChanges(
            Decision decision, Decision.@Nullable Rewritten sent, boolean succeeded) throws SQLException {
        return execution.capturedChanges(decision, sent, succeeded);
    }
}
