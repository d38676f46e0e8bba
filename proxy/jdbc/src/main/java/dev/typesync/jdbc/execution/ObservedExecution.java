package dev.typesync.jdbc.execution;

import dev.typesync.capture.MemoryCapture;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.Decision;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports to the session what an execution changed: for {@code durability: memory}. A table is marked if its changed
 * keys are not known, or if the change may have happened although the driver reports an error. Used by one thread.
 */
final class ObservedExecution<T> extends ForwardingExecution<T> {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");

    private final Decision decision;
    private final MemoryCapture memory;

    ObservedExecution(Execution<T> execution, Decision decision, MemoryCapture memory) {
        super(execution);
        this.decision = decision;
        this.memory = memory;
    }

    @Override
    public T send(Decision.@Nullable Rewritten rewritten) throws SQLException {
        T result;
        try {
            result = execution().send(rewritten);
        } catch (SQLException e) {
            if (isBatch() || decision instanceof Decision.MarkAround || SqlErrors.mayHaveExecuted(e)) {
                memory.add(changes(rewritten, false));
            }
            throw e;
        }
        boolean changedNoRow = result instanceof Number count && count.longValue() == 0;
        memory.add(changedNoRow && changesOnlyRows() ? noKeys() : changes(rewritten, true));
        return result;
    }

    private boolean changesOnlyRows() {
        return decision instanceof Decision.Observed && decision.marks().isEmpty();
    }

    /** It is known that the statement changed no row. */
    private List<CapturedChange> noKeys() {
        return decision.allMarks().stream()
                .map(Mark::table)
                .distinct()
                .<CapturedChange>map(table -> new CapturedChange.Keys(table, List.of()))
                .toList();
    }

    private List<CapturedChange> changes(Decision.@Nullable Rewritten rewritten, boolean succeeded) {
        List<CapturedChange> captured = captured(rewritten, succeeded);
        List<CapturedChange> all = new ArrayList<>(captured == null ? decision.allMarks() : captured);
        if (rewritten != null || decision instanceof Decision.Observed) {
            all.addAll(decision.marks());
        }
        return all;
    }

    /** Null if the keys are not known. The application must not see an error that happens here. */
    private @Nullable List<CapturedChange> captured(Decision.@Nullable Rewritten rewritten, boolean succeeded) {
        try {
            return capturedChanges(decision, rewritten, succeeded);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "the keys that the server returned cannot be read; the table is marked", e);
            return null;
        }
    }
}
