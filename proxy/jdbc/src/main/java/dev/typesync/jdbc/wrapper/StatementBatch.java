package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.jdbc.execution.ChangeReader;
import dev.typesync.jdbc.execution.ColumnLabelQuery;
import dev.typesync.jdbc.execution.DecisionExecutor;
import dev.typesync.jdbc.execution.Execution;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** The batch of a plain statement. The delegate holds the application's texts until it is executed. */
@NullUnmarked
final class StatementBatch {
    private final Statement delegate;
    private final CapturingConnection connection;
    private List<String> texts = new ArrayList<>();

    StatementBatch(Statement delegate, CapturingConnection connection) {
        this.delegate = delegate;
        this.connection = connection;
    }

    /** One of the delegate's two ways to execute its batch. */
    interface Call<T> {
        T execute() throws SQLException;
    }

    void add(String sql) throws SQLException {
        delegate.addBatch(sql);
        texts.add(sql);
    }

    void clear() throws SQLException {
        delegate.clearBatch();
        texts.clear();
    }

    <T> T execute(Call<T> call) throws SQLException {
        List<String> originals = texts;
        texts = new ArrayList<>();
        List<Decision> decisions;
        Decision decision;
        try {
            decisions = decide(originals);
            decision = together(originals, decisions);
        } catch (SQLException e) {
            delegate.clearBatch(); // whose texts would go with those of the next
            throw e;
        }
        if (decision instanceof Decision.PassThrough && decision.effects().isNone()) {
            return call.execute();
        }
        StatementRequest request = connection.request(false, GeneratedKeys.NONE);
        return connection.execution().run("", request, decision, sending(originals, decisions, call));
    }

    private List<Decision> decide(List<String> originals) throws SQLException {
        StatementRequest request = connection.request(false, GeneratedKeys.NONE).inBatch();
        List<Decision> decisions = new ArrayList<>();
        for (String sql : originals) {
            decisions.add(described(sql, request, connection.session().decide(sql, request, () -> labels(sql))));
        }
        return decisions;
    }

    private Decision together(List<String> originals, List<Decision> decisions) throws SQLException {
        Decision decision = connection.session().memory().isUsed() ? kept(decisions) : together(decisions);
        SessionEffects effects = decision.effects();
        if (originals.size() == 1 || !effects.changesMeaning()) {
            return decision;
        }
        List<Mark> marks = new ArrayList<>(decision.allMarks());
        marks.addAll(connection.session().statements().marksOfNamedTables(originals));
        return marks.isEmpty()
                ? decision
                : new Decision.MarkBefore(marks.stream().distinct().toList(), effects);
    }

    private Decision described(String sql, StatementRequest request, Decision decision) throws SQLException {
        if (!(decision instanceof Decision.Rewritten own) || own.keysFromReturning() != null) {
            return decision;
        }
        if (!connection.session().statements().isSingle(sql)) {
            return own.fallback(); // it cannot be described
        }
        DecisionExecutor execution = connection.execution();
        return execution.described(
                sql,
                request,
                decision,
                () -> execution.guard().describe(own.text()),
                () -> execution.guard().describe(sql));
    }

    /** One decision for the batch: with its own texts where all entries have one or need none. */
    private static Decision together(List<Decision> decisions) {
        SessionEffects effects = SessionEffects.NONE;
        List<Mark> marks = new ArrayList<>();
        boolean rewritten = false;
        boolean marked = false;
        for (Decision decision : decisions) {
            effects = effects.and(decision.effects());
            if (decision instanceof Decision.Rewritten own) {
                rewritten = true;
                marks.addAll(own.allMarks());
            } else {
                marked |= !decision.marks().isEmpty();
                marks.addAll(decision.marks());
            }
        }
        List<Mark> all = marks.stream().distinct().toList();
        if (marked) {
            return new Decision.MarkBefore(all, effects);
        }
        return rewritten ? Decision.Rewritten.batch(all, effects) : new Decision.PassThrough(effects);
    }

    /** A text in a batch of texts cannot give keys back: only what they name is known. */
    private static Decision kept(List<Decision> decisions) {
        SessionEffects effects = SessionEffects.NONE;
        for (Decision decision : decisions) {
            effects = effects.and(decision.effects());
        }
        boolean changes = decisions.stream().anyMatch(decision -> !(decision instanceof Decision.PassThrough));
        return changes ? Decision.Observed.batch(decisions, effects) : new Decision.PassThrough(effects);
    }

    private <T> Execution<T> sending(List<String> originals, List<Decision> decisions, Call<T> call) {
        return new Execution<>() {
            @Override
            public T send(Decision.Rewritten rewritten) throws SQLException {
                delegate.clearBatch();
                for (int i = 0; i < originals.size(); i++) {
                    boolean own = rewritten != null && decisions.get(i) instanceof Decision.Rewritten;
                    delegate.addBatch(own ? ((Decision.Rewritten) decisions.get(i)).text() : originals.get(i));
                }
                return call.execute();
            }

            @Override
            public Statement configured() {
                return delegate;
            }

            @Override
            public List<CapturedChange> learnt(Decision made, Decision.Rewritten sent, boolean succeeded) {
                return ChangeReader.atMost(made, ChangeReader.choose(made));
            }

            @Override
            public boolean isRepeatable() {
                return false; // each text has been described
            }

            @Override
            public boolean isBatch() {
                return true;
            }
        };
    }

    private List<String> labels(String sql) throws SQLException {
        try (PreparedStatement described = connection.delegate().prepareStatement(sql)) {
            return ColumnLabelQuery.of(described);
        }
    }
}
