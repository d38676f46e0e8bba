package dev.typesync.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction of our own around a statement that the application executes under autocommit. */
final class OwnTransaction {
    private final Connection connection;

    /** Work inside the transaction. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** @param connection the delegate's, under autocommit */
    OwnTransaction(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param statement whose result the application reads after the commit: it is read at once, since a cursor ends with
     *     the transaction
     */
    <T> T run(Statement statement, Work<T> work) throws SQLException {
        int fetchSize = statement.getFetchSize();
        statement.setFetchSize(0);
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            end(statement, fetchSize, e);
            throw e;
        }
        connection.setAutoCommit(true);
        statement.setFetchSize(fetchSize);
        return result;
    }

    private void end(Statement statement, int fetchSize, Exception reason) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            statement.setFetchSize(fetchSize);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
