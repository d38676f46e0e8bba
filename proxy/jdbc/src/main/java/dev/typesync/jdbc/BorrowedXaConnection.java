package dev.typesync.jdbc;

import dev.typesync.jdbc.delegate.DelegatingConnection;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.XAConnection;

/** A connection of an XADataSource that typesync keeps for itself, outside of any branch. Closing it closes both. */
final class BorrowedXaConnection extends DelegatingConnection {
    private final XAConnection physical;

    private BorrowedXaConnection(Connection handle, XAConnection physical) {
        super(handle);
        this.physical = physical;
    }

    static Connection open(XaConnectionFactory opening) throws SQLException {
        XAConnection physical = opening.open();
        try {
            return new BorrowedXaConnection(physical.getConnection(), physical);
        } catch (SQLException | RuntimeException e) {
            try {
                physical.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
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
