package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.jdbc.execution.ConnectionCapture;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * pgjdbc's COPY, with a mark for the table that it writes. All forms of {@code copyIn} and {@code copyOut} begin with
 * one of these two methods. As thread-safe as the connection.
 */
final class CapturingCopyManager extends CopyManager {
    private final ConnectionCapture capture;

    CapturingCopyManager(ConnectionCapture capture) throws SQLException {
        super(capture.pgSession().connection());
        this.capture = capture;
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
        Decision decision = decide(sql);
        if (decision == null) {
            return super.copyIn(sql);
        }
        MarkedCopy copy = MarkedCopy.begin(capture, decision);
        return new CapturingCopyIn(copy.start(() -> super.copyIn(sql)), copy);
    }

    /** {@code COPY (DELETE … RETURNING …) TO STDOUT} writes. */
    @Override
    public CopyOut copyOut(String sql) throws SQLException {
        Decision decision = decide(sql);
        if (decision == null) {
            return super.copyOut(sql);
        }
        MarkedCopy copy = MarkedCopy.begin(capture, decision);
        return new CapturingCopyOut(copy.start(() -> super.copyOut(sql)), copy);
    }

    /** Null if there is nothing to mark and the session does not change. */
    private @Nullable Decision decide(@Nullable String sql) throws SQLException {
        if (sql == null) {
            return null;
        }
        capture.pgSession().setAsker(null);
        StatementRequest request = new StatementRequest(false, false, GeneratedKeys.NONE);
        Decision decision = capture.session().decide(sql, request, List::of).withOriginalText();
        return decision.isNoOp() ? null : decision;
    }
}
