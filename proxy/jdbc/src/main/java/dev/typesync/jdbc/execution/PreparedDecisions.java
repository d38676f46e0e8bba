package dev.typesync.jdbc.execution;

import dev.typesync.capture.decision.Decision;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the decision for each execution of a prepared text: some decisions do not fit parameters that cannot be bound
 * again, or a batch. Not thread-safe, as a statement is not. Blocks as the delegate does.
 */
public final class PreparedDecisions {
    private final PreparedText text;

    /** @param text the application's text with its parameters */
    public PreparedDecisions(PreparedText text) {
        this.text = text;
    }

    /** The decision for an execution with the current parameters. */
    public BoundDecision decide() throws SQLException {
        BoundDecision bound = BoundDecision.of(text.decide(), text.bindings());
        remember(bound.decision());
        if (text.isRepeatable()) {
            return bound;
        }
        Decision verified = verify(bound.decision(), text.bindings(), false);
        return bound.with(withoutMoving(verified, text.holder()));
    }

    /** The decision for a batch. */
    public BoundDecision decide(ParameterBatch.Entries entries) throws SQLException {
        BoundDecision bound = BoundDecision.of(text.decide(), entries.values());
        remember(bound.decision());
        Decision forBatch = forBatch(bound.decision(), entries);
        Decision verified = verify(forBatch, entries.values().get(0), entries.areRepeatable());
        return bound.with(entries.areRepeatable() ? verified : withoutMoving(verified, entries.holder()));
    }

    private void remember(Decision decision) {
        if (decision instanceof Decision.Rewritten rewritten) {
            text.setLastRewritten(rewritten);
        }
    }

    /**
     * In a transaction, the keys that the application gets back can be written for all entries together, in one
     * statement after the batch. Under autocommit the application's text is sent if the rewritten one returns keys:
     * the update counts of a failed batch show where pgjdbc splits it, and pgjdbc splits it elsewhere if keys are
     * returned.
     */
    private Decision forBatch(Decision decision, ParameterBatch.Entries entries) throws SQLException {
        if (!(decision instanceof Decision.Rewritten rewritten)) {
            return decision;
        }
        ConnectionCapture capture = text.capture();
        if (rewritten.isCombinedAsOriginal() && capture.pgSession().rewritesBatches()) {
            return rewritten.fallback(); // its update counts are those of the combined statement
        }
        Decision.KeysAppended appended = rewritten.keysAppended();
        if (appended != null
                && entries.areMany()
                && PeekedRows.areAvailable()
                && capture.atomic().isInTransaction()) {
            return appended;
        }
        boolean splitsElsewhere = rewritten.keysFromReturning() != null && entries.rowsOf(rewritten) == null;
        return splitsElsewhere && capture.delegate().getAutoCommit() ? rewritten.fallback() : decision;
    }

    /**
     * A text that cannot be executed again is described before its first execution: a batch may be committed in part,
     * and a stream can be read once.
     */
    private Decision verify(Decision decision, ParameterBindings values, boolean bindValues) throws SQLException {
        if (!(decision instanceof Decision.Rewritten rewritten)
                || !text.request().describable()) {
            return decision;
        }
        return text.capture()
                .textCheck()
                .verify(
                        text.sql(),
                        text.request(),
                        rewritten,
                        () -> describe(rewritten.text(), values, bindValues),
                        () -> describe(text.sql(), values, bindValues));
    }

    /** By a different text: where pgjdbc splits a batch depends on whether it has seen the batch's text before. */
    private void describe(String described, ParameterBindings values, boolean bindValues) throws SQLException {
        try (PreparedStatement statement = text.anotherStatement(described + "\n")) {
            if (bindValues) {
                values.bindTo(statement, 0);
            }
            statement.getMetaData();
        }
    }

    /**
     * A stream cannot be moved to another statement. If the statement that has it was prepared for another text than
     * the rewritten one, the application's text is sent, with marks.
     */
    private Decision withoutMoving(Decision decision, @Nullable PreparedStatement holder) {
        return decision instanceof Decision.Rewritten rewritten
                        && (holder == null || !text.isFor(holder, rewritten.text()))
                ? rewritten.fallback()
                : decision;
    }
}
