package dev.typesync.jdbc.execution;

import dev.typesync.capture.MemoryCapture;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.Decision;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An execution after which the session is told what it changed: for {@code durability: memory}. What cannot be told is
 * marked, and so is what may have happened though the driver reports an error.
 */
final class ObservedExecution<T> implements Execution<T> {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");

    private final Execution<T> execution;
    private final Decision decision;
    private final MemoryCapture memory;

    ObservedExecution(Execution<T> execution, Decision decision, MemoryCapture memory) {
        this.execution = execution;
        this.decision = decision;
        this.memory = memory;
    }

    @Override
    public T send(Decision.@Nullable Rewritten rewritten) throws SQLException {
        T result;
        try {
            result = execution.send(rewritten);
        } catch (SQLException e) {
            if (isBatch() || decision instanceof Decision.MarkAround || mayHaveHappened(e)) {
                memory.add(all(told(rewritten, false), marksBeside(rewritten)));
            }
            throw e;
        }
        boolean nothing = result instanceof Number count && count.longValue() == 0;
        memory.add(nothing && hasNoOtherEffect() ? nothing() : all(told(rewritten, true), marksBeside(rewritten)));
        return result;
    }

    private static boolean mayHaveHappened(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P") || UnexpectedResult.is(e);
    }

    private boolean hasNoOtherEffect() {
        return decision instanceof Decision.Observed && decision.marks().isEmpty();
    }

    /** That a statement hit no row is known, too. */
    private List<CapturedChange> nothing() {
        return decision.allMarks().stream()
                .map(Mark::table)
                .distinct()
                .<CapturedChange>map(table -> new CapturedChange.Keys(table, List.of()))
                .toList();
    }

    private List<Mark> marksBeside(Decision.@Nullable Rewritten rewritten) {
        return rewritten != null || decision instanceof Decision.Observed ? decision.marks() : List.of();
    }

    private List<CapturedChange> all(@Nullable List<CapturedChange> told, List<Mark> beside) {
        List<CapturedChange> all = new ArrayList<>(told == null ? decision.allMarks() : told);
        all.addAll(beside);
        return all;
    }

    /** Null if it cannot be told. The application must not see that something went wrong here. */
    private @Nullable List<CapturedChange> told(Decision.@Nullable Rewritten rewritten, boolean succeeded) {
        try {
            return execution.learnt(decision, rewritten, succeeded);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "keys that the server gave back cannot be read; the table is marked", e);
            return null;
        }
    }

    @Override
    public Statement executed() throws SQLException {
        return execution.executed();
    }

    @Override
    public void undone() throws SQLException {
        execution.undone();
    }

    @Override
    public void readAtOnce(int fetchSize) {
        execution.readAtOnce(fetchSize);
    }

    @Override
    public Statement configured() throws SQLException {
        return execution.configured();
    }

    @Override
    public boolean isRepeatable() {
        return execution.isRepeatable();
    }

    @Override
    public boolean isBatch() {
        return execution.isBatch();
    }
}
