package dev.typesync.jdbc.execution;

import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * An execution of a callable statement. Its text is never replaced.
 *
 * @param call the delegate's method that the application has called
 */
public record CallExecution<T>(
        Statement configured, String sql, StatementRequest request, SqlCall<T> call, boolean isBatch)
        implements Execution<T> {
    @Override
    public T send(Decision.@Nullable Rewritten rewritten) throws SQLException {
        return call.call();
    }
}
