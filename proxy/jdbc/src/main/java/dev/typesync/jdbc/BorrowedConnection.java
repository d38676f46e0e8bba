package dev.typesync.jdbc;

import dev.typesync.jdbc.delegate.DelegatingConnection;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection from the application's pool that typesync uses itself. The pool may be closed before the connection. */
final class BorrowedConnection extends DelegatingConnection {
    private static final String CONNECTION_DOES_NOT_EXIST = "08003";

    BorrowedConnection(Connection delegate) {
        super(delegate);
    }

    /** A closed pool may answer with a RuntimeException. HikariCP throws a NullPointerException. */
    @Override
    public void close() throws SQLException {
        try {
            delegate.close();
        } catch (RuntimeException e) {
            throw new SQLException("the pool was closed before its connection", CONNECTION_DOES_NOT_EXIST, e);
        }
    }
}
