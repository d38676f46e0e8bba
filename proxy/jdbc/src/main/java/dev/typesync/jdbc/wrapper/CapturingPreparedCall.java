package dev.typesync.jdbc.wrapper;

import dev.typesync.jdbc.delegate.DelegatingCalls;
import dev.typesync.jdbc.execution.PreparedText;
import java.sql.CallableStatement;
import org.jspecify.annotations.NullUnmarked;

/**
 * A callable statement whose text is no call. pgjdbc treats it as a prepared statement, so it is captured as one. The
 * delegate answers what only a callable statement has. As thread-safe as its delegate. Null-unmarked, as JDBC is.
 */
@NullUnmarked
final class CapturingPreparedCall extends CapturingPreparedStatement implements DelegatingCalls {
    CapturingPreparedCall(PreparedText text, CapturingConnection connection) {
        super(text, connection);
    }

    @Override
    public CallableStatement call() {
        return (CallableStatement) delegate;
    }
}
