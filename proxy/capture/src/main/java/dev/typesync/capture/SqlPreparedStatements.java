package dev.typesync.capture;

import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decisions for EXECUTE of the statements that a session has prepared by SQL, with PREPARE. Not thread-safe, as a
 * session is not.
 */
final class SqlPreparedStatements {
    private static final int MAX_NAMES = 1_000;

    private final Map<String, Decision.MarkBefore> decisions = new HashMap<>();

    /** Finds marks for what a prepared statement changes. */
    interface MarkFinder {
        List<Mark> find(StatementPlan plan) throws SQLException;
    }

    /** The decision for a PREPARE, or an EXECUTE of a known name; null for other texts. */
    @Nullable
    Decision decide(ParsedSql parsed, MarkFinder markFinder) throws SQLException {
        for (StatementPlan plan : parsed.statements()) {
            String prepares = plan.prepares();
            if (prepares != null) {
                prepare(prepares, plan, markFinder);
            }
        }
        if (parsed.statements().size() != 1) {
            return null;
        }
        StatementPlan plan = parsed.statements().get(0);
        if (plan.prepares() != null) {
            return Decision.PassThrough.PLAIN;
        }
        String executes = plan.executes();
        if (executes == null || plan.operation() != SqlOperation.OPAQUE) {
            return null;
        }
        return decisions.get(executes);
    }

    private void prepare(String name, StatementPlan plan, MarkFinder markFinder) throws SQLException {
        boolean query = plan.operation() == SqlOperation.READ;
        boolean mayChange = plan.operation().writesRows() || query;
        List<Mark> changed = mayChange && decisions.size() < MAX_NAMES ? markFinder.find(plan) : List.of();
        if (changed.isEmpty()) {
            decisions.remove(name);
        } else {
            decisions.put(name, new Decision.MarkBefore(changed, SessionEffects.NONE, query));
        }
    }
}
