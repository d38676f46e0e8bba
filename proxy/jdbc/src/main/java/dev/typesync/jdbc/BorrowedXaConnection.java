package dev.typesync.jdbc;

import dev.typesync.jdbc.delegate.DelegatingConnection;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.XAConnection;

/**
 * A connection from the application's XADataSource that typesync uses itself, outside of any branch. Closing it closes
 * the XA connection, too.
 */
final class BorrowedXaConnection extends DelegatingConnection {
    private final XAConnection physical;

    private BorrowedXaConnection(Connection handle, XAConnection physical) {
        super(handle);
        this.physical = physical;
    }

    static Connection open(XaConnectionFactory factory) throws SQLException {
        XAConnection physical = factory.open();
        try {
            return new BorrowedXaConnection(physical.getConnection(), physical);
        } catch (SQLException | RuntimeException e) {
            try {
                physical.close();
            } catch (SQLException closeFailure) {
                e.addSuppressed(closeFailure);
            }
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            delegate.close();
        } finally {
            physical.close();
        }
    }
}
