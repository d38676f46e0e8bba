package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.jdbc.execution.ColumnLabelQuery;
import dev.typesync.jdbc.execution.ConnectionCapture;
import dev.typesync.jdbc.execution.SqlCall;
import dev.typesync.jdbc.execution.TextBatchExecution;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The batch of a plain statement. Until it is executed, the delegate has the application's texts. Not thread-safe, as a
 * statement is not.
 */
final class StatementBatch {
    private final Statement delegate;
    private final ConnectionCapture capture;
    private final CaptureSession session;
    private List<String> texts = new ArrayList<>();

    StatementBatch(Statement delegate, ConnectionCapture capture) {
        this.delegate = delegate;
        this.capture = capture;
        this.session = capture.session();
    }

    void add(String sql) throws SQLException {
        delegate.addBatch(sql);
        texts.add(sql);
    }

    void clear() throws SQLException {
        delegate.clearBatch();
        texts.clear();
    }

    /** @param call the delegate's method that executes its batch */
    <T> T execute(SqlCall<T> call) throws SQLException {
        List<String> originals = texts;
        texts = new ArrayList<>();
        List<Decision> decisions;
        Decision decision;
        try {
            decisions = decide(originals);
            decision = decideBatch(originals, decisions);
        } catch (SQLException | RuntimeException e) {
            clear(e);
            throw e;
        }
        if (decision.isNoOp()) {
            return call.call();
        }
        StatementRequest request = capture.request(false, GeneratedKeys.NONE);
        try {
            return capture.executor()
                    .run(decision, new TextBatchExecution<>(delegate, request, originals, decisions, call));
        } catch (SQLException | RuntimeException e) {
            clear(e);
            throw e;
        }
    }

    /** Texts that were not sent would be executed with the next batch. */
    private void clear(Exception failure) {
        try {
            delegate.clearBatch();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** One decision for each text. */
    private List<Decision> decide(List<String> originals) throws SQLException {
        StatementRequest request = capture.request(false, GeneratedKeys.NONE).inBatch();
        List<Decision> decisions = new ArrayList<>();
        for (String sql : originals) {
            decisions.add(verify(
                    sql, request, session.decide(sql, request, () -> capture.labels(() -> columnLabels(sql)))));
        }
        return decisions;
    }

    private List<String> columnLabels(String sql) throws SQLException {
        try (PreparedStatement described = capture.delegate().prepareStatement(sql)) {
            return ColumnLabelQuery.labels(described);
        }
    }

    private Decision verify(String sql, StatementRequest request, Decision decision) throws SQLException {
        if (!(decision instanceof Decision.Rewritten rewritten) || rewritten.keysFromReturning() != null) {
            return decision;
        }
        return session.statements().isSingle(sql)
                ? capture.textCheck().verify(sql, request, rewritten)
                : rewritten.fallback(); // the server cannot describe several statements
    }

    /**
     * One decision for all texts. If one text may change the meaning of another, everything that they name is marked.
     */
    private Decision decideBatch(List<String> originals, List<Decision> decisions) throws SQLException {
        Decision decision = session.memory().isUsed() ? observe(decisions) : combine(decisions);
        SessionEffects effects = decision.effects();
        if (originals.size() == 1 || !effects.changesMeaning()) {
            return decision;
        }
        List<Mark> marks = new ArrayList<>(decision.allMarks());
        marks.addAll(session.statements().marksOfNamedTables(originals));
        return marks.isEmpty()
                ? decision
                : new Decision.MarkBefore(marks.stream().distinct().toList(), effects);
    }

    /** Sends rewritten texts if each text has one, or changes nothing that is watched. */
    private static Decision combine(List<Decision> decisions) {
        List<Mark> marks = new ArrayList<>();
        boolean isRewritten = false;
        boolean hasMarks = false;
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Rewritten) {
                isRewritten = true;
                marks.addAll(decision.allMarks());
            } else {
                hasMarks |= !decision.marks().isEmpty();
                marks.addAll(decision.marks());
            }
        }
        SessionEffects effects = effects(decisions);
        List<Mark> all = marks.stream().distinct().toList();
        if (hasMarks) {
            return new Decision.MarkBefore(all, effects);
        }
        return isRewritten ? Decision.Rewritten.batch(all, effects) : Decision.PassThrough.of(effects);
    }

    /** A text in a batch of texts cannot return keys: only the keys that it names are known. */
    private static Decision observe(List<Decision> decisions) {
        SessionEffects effects = effects(decisions);
        boolean changes = decisions.stream().anyMatch(decision -> !(decision instanceof Decision.PassThrough));
        return changes ? Decision.Observed.batch(decisions, effects) : Decision.PassThrough.of(effects);
    }

    private static SessionEffects effects(List<Decision> decisions) {
        SessionEffects effects = SessionEffects.NONE;
        for (Decision decision : decisions) {
            effects = effects.and(decision.effects());
        }
        return effects;
    }
}
