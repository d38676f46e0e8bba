package dev.typesync.jdbc.wrapper;

import dev.typesync.jdbc.execution.ConnectionCapture;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Wraps the results of one statement: the same result gets the same wrapper. As thread-safe as the statement. */
final class WrappedResults {
    private final ConnectionCapture capture;
    private final Statement owner;
    private @Nullable CapturingResultSet last;

    /** @param owner what the results return from getStatement() */
    WrappedResults(ConnectionCapture capture, Statement owner) {
        this.capture = capture;
        this.owner = owner;
    }

    @Nullable
    ResultSet wrap(@Nullable ResultSet result) throws SQLException {
        return wrap(result, 0);
    }

    /** @param shownFetchSize the fetch size that a new wrapper shows; 0: the result's own */
    @Nullable
    ResultSet wrap(@Nullable ResultSet result, int shownFetchSize) throws SQLException {
        if (result == null) {
            return null;
        }
        CapturingResultSet known = last;
        if (known != null && known.wraps(result)) {
            return known;
        }
        if (shownFetchSize > 0 && !result.isClosed()) {
            result.setFetchSize(shownFetchSize);
        }
        last = new CapturingResultSet(result, owner, capture);
        return last;
    }
}
