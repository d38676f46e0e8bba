package dev.typesync.jdbc.execution;

import java.sql.SQLException;

/** Work on a connection that gives no result. */
@FunctionalInterface
public interface SqlAction {
    void run() throws SQLException;
}
