package dev.typesync.jdbc;

import dev.typesync.jdbc.delegate.DelegatingConnection;
import java.sql.Connection;
import java.sql.SQLException;

/** A pool's connection that typesync keeps for itself. It may outlive the pool, which then cannot take it back. */
final class BorrowedConnection extends DelegatingConnection {
    private static final String CONNECTION_DOES_NOT_EXIST = "08003";

    BorrowedConnection(Connection delegate) {
        super(delegate);
    }

    /** HikariCP, for one, throws a NullPointerException once it is closed itself. */
    @Override
    public void close() throws SQLException {
        try {
            delegate.close();
        } catch (RuntimeException e) {
            throw new SQLException("the pool was closed before its connection", CONNECTION_DOES_NOT_EXIST, e);
        }
    }
}
