package dev.typesync.jdbc.execution;

import java.sql.SQLException;

/** One of the delegate's methods that execute, applied to a text or to a prepared statement. */
@FunctionalInterface
public interface SqlFunction<A, T> {
    T apply(A argument) throws SQLException;
}
