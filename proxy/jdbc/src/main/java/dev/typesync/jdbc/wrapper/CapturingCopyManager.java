package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * pgjdbc's COPY, with a mark for the table that is written. All forms of {@code copyIn} and {@code copyOut} begin with one
 * of these two methods. Null-unmarked, as pgjdbc is here.
 */
@NullUnmarked
final class CapturingCopyManager extends CopyManager {
    private final CapturingConnection connection;

    CapturingCopyManager(CapturingConnection connection) throws SQLException {
        super(connection.backend().connection());
        this.connection = connection;
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
        Decision decision = decide(sql);
        if (decision == null) {
            return super.copyIn(sql);
        }
        MarkedCopy copy = MarkedCopy.begin(connection, decision);
        return new CapturingCopyIn(copy.start(() -> super.copyIn(sql)), copy);
    }

    /** {@code COPY (DELETE … RETURNING …) TO STDOUT} writes. */
    @Override
    public CopyOut copyOut(String sql) throws SQLException {
        Decision decision = decide(sql);
        if (decision == null) {
            return super.copyOut(sql);
        }
        MarkedCopy copy = MarkedCopy.begin(connection, decision);
        return new CapturingCopyOut(copy.start(() -> super.copyOut(sql)), copy);
    }

    /** Null if there is nothing to mark and nothing to follow. */
    private Decision decide(String sql) throws SQLException {
        if (sql == null) {
            return null;
        }
        StatementRequest request = new StatementRequest(false, false, GeneratedKeys.NONE);
        Decision decision = connection.session().decide(sql, request, List::of);
        if (decision instanceof Decision.Rewritten rewritten) {
            return rewritten.fallback(); // a COPY sends the application's text
        }
        return decision instanceof Decision.PassThrough && decision.effects().isNone() ? null : decision;
    }
}
