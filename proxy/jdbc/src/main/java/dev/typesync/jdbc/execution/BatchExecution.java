package dev.typesync.jdbc.execution;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.MultiRowText;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution of the batch of a prepared statement. Used by one thread. */
public final class BatchExecution<T> implements Execution<T> {
    private final PreparedText text;
    private final ParameterBatch.Entries entries;
    private final BoundDecision bound;
    private final SqlFunction<PreparedStatement, T> call;
    private final UpdateCounts<T> counts;
    private @Nullable MultiRowBatch multiRowBatch;

    /** @param call the delegate's method that the application has called */
    public BatchExecution(
            PreparedText text,
            ParameterBatch.Entries entries,
            BoundDecision bound,
            SqlFunction<PreparedStatement, T> call,
            UpdateCounts<T> counts) {
        this.text = text;
        this.entries = entries;
        this.bound = bound;
        this.call = call;
        this.counts = counts;
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
        PreparedStatement statement = entries.areRepeatable() ? text.statement(rewritten) : entries.requireHolder();
        text.setHolder(statement);
        MultiRowText rows = rewritten == null ? null : entries.rowsOf(rewritten);
        if (rewritten != null && rows != null) {
            multiRowBatch = new MultiRowBatch(rewritten, rows, entries.values(), text, statement);
            return counts.convert(text.execute(statement, rewritten, multiRowBatch));
        }
        entries.putOn(statement);
        return text.execute(statement, rewritten, call);
    }

    @Override
    public @Nullable List<CapturedChange> capturedChanges(
            Decision decision, Decision.@Nullable Rewritten sent, boolean succeeded) throws SQLException {
        if (!succeeded) {
            return bound.namedChanges(decision);
        }
        return multiRowBatch != null
                ? multiRowBatch.returnedKeys()
                : bound.capturedChanges(
                        decision, sent, text.active().get(), request().keys());
    }

    @Override
    public void discardResults() throws SQLException {
        Execution.super.discardResults();
        text.active().setKeysHidden(true);
    }

    @Override
    public Statement configured() {
        return entries.areRepeatable() ? text.delegate() : entries.requireHolder();
    }

    @Override
    public boolean isRepeatable() {
        return entries.areRepeatable() && !request().describable();
    }

    @Override
    public boolean isRefusedByDriver() throws SQLException {
        return Execution.super.isRefusedByDriver()
                || text.lacksParameters(entries.values().get(0));
    }

    @Override
    public boolean isBatch() {
        return true;
    }
}
