package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.jdbc.execution.DelegateStatements;
import java.sql.PreparedStatement;

/** The constructor of one of the classes for statements that may change rows. */
interface Construction<S> {
    S of(
            PreparedStatement delegate,
            String sql,
            StatementRequest request,
            DelegateStatements delegateStatements,
            CapturingConnection connection);
}
