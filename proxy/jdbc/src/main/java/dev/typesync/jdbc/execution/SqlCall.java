package dev.typesync.jdbc.execution;

import java.sql.SQLException;

/** Work on a connection that gives a result. */
@FunctionalInterface
public interface SqlCall<T> {
    T call() throws SQLException;
}
