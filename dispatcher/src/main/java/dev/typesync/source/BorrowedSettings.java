package dev.typesync.source;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Settings of a connection that typesync changes and that pools do not reset. If the connection is from a pool, its next
 * user finds its own ones. Immutable.
 */
record BorrowedSettings(int networkTimeoutMillis, int prepareThreshold) {
    static BorrowedSettings of(Connection connection) throws SQLException {
        return new BorrowedSettings(
                connection.getNetworkTimeout(),
                connection.isWrapperFor(PGConnection.class)
                        ? connection.unwrap(PGConnection.class).getPrepareThreshold()
                        : 0);
    }

    void restore(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, networkTimeoutMillis);
        if (connection.isWrapperFor(PGConnection.class)) {
            connection.unwrap(PGConnection.class).setPrepareThreshold(prepareThreshold);
        }
    }
}
