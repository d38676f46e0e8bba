package dev.typesync.jdbc;

import dev.typesync.capture.Request;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;

/**
 * A callable statement whose text calls nothing: pgjdbc takes it for a prepared one, so it is captured as one. What a
 * callable statement has beside that is answered by the delegate. As thread-safe as its delegate. Null-unmarked, as JDBC
 * is.
 */
@NullUnmarked
final class CapturingDmlCall extends CapturingPreparedStatement implements DelegatingCalls {
    private CapturingDmlCall(
            PreparedStatement delegate,
            String sql,
            Request request,
            Variants variants,
            CapturingConnection connection) {
        super(delegate, sql, request, variants, connection);
    }

    /** @param preparation a call of prepareCall */
    static CallableStatement prepareCall(
            String sql, Request request, Preparation preparation, CapturingConnection connection) throws SQLException {
        return prepare(sql, request, preparation, connection, CapturingDmlCall::new, true);
    }

    @Override
    public CallableStatement call() {
        return (CallableStatement) delegate();
    }
}
