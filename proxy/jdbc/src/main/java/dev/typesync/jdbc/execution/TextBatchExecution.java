package dev.typesync.jdbc.execution;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution of the batch of a plain statement: several texts. Used by one thread. */
public final class TextBatchExecution<T> implements Execution<T> {
    private final Statement statement;
    private final StatementRequest request;
    private final List<String> texts;
    private final List<Decision> decisions;
    private final SqlCall<T> call;

    /**
     * Describes an execution.
     *
     * @param decisions one for each text
     * @param call the delegate's method that the application has called
     */
    public TextBatchExecution(
            Statement statement,
            StatementRequest request,
            List<String> texts,
            List<Decision> decisions,
            SqlCall<T> call) {
        this.statement = statement;
        this.request = request;
        this.texts = texts;
        this.decisions = decisions;
        this.call = call;
    }

    @Override
    public String sql() {
        return "";
    }

    @Override
    public StatementRequest request() {
        return request;
    }

    @Override
    public T send(Decision.@Nullable Rewritten rewritten) throws SQLException {
        statement.clearBatch();
        for (int i = 0; i < texts.size(); i++) {
            String text = rewritten != null && decisions.get(i) instanceof Decision.Rewritten single
                    ? single.text()
                    : texts.get(i);
            statement.addBatch(text);
        }
        return call.call();
    }

    @Override
    public Statement configured() {
        return statement;
    }

    @Override
    public @Nullable List<CapturedChange> capturedChanges(
            Decision decision, Decision.@Nullable Rewritten sent, boolean succeeded) {
        return BoundDecision.of(decision).namedChanges(decision);
    }

    /** The server has described each text, so no error has to be repaired by a second execution. */
    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isBatch() {
        return true;
    }
}
