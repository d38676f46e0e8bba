package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.jdbc.delegate.DelegatingCalls;
import dev.typesync.jdbc.execution.DelegateStatements;
import dev.typesync.jdbc.execution.StatementPreparation;
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
final class CapturingPreparedCall extends CapturingPreparedStatement implements DelegatingCalls {
    private CapturingPreparedCall(
            PreparedStatement delegate,
            String sql,
            StatementRequest request,
            DelegateStatements delegateStatements,
            CapturingConnection connection) {
        super(delegate, sql, request, delegateStatements, connection);
    }

    /** @param preparation a call of prepareCall */
    static CallableStatement prepareCall(
            String sql, StatementRequest request, StatementPreparation preparation, CapturingConnection connection)
            throws SQLException {
        return prepare(sql, request, preparation, connection, CapturingPreparedCall::new, true);
    }

    @Override
    public CallableStatement call() {
        return (CallableStatement) delegate;
    }
}
