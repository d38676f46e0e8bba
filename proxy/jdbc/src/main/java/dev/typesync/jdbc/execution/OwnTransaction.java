package dev.typesync.jdbc.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.TransactionState;

/** A transaction of our own around a statement that the application executes under autocommit. */
public final class OwnTransaction {
    private final Connection connection;

    /** Work inside the transaction. */
    public interface Work<T> {
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
        boolean writes = writesThoughReadOnly();
        statement.setFetchSize(0);
        connection.setAutoCommit(false);
        T result;
        try {
            if (writes) {
                beginWriting();
            }
            result = work.run();
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            try {
                end(e);
            } finally {
                restore(statement, fetchSize, e);
            }
            throw e;
        }
        connection.setAutoCommit(true);
        statement.setFetchSize(fetchSize);
        return result;
    }

    /**
     * Whether a single statement may write though the connection was called read-only: pgjdbc makes that only of
     * transactions, unless it has set the session's default as well.
     */
    private boolean writesThoughReadOnly() throws SQLException {
        return connection.isReadOnly()
                && !"on"
                        .equals(connection
                                .unwrap(PGConnection.class)
                                .getParameterStatus("default_transaction_read_only"));
    }

    /** By itself pgjdbc would begin one that only reads. */
    private void beginWriting() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.unwrap(BaseStatement.class).executeWithFlags("BEGIN", QueryExecutor.QUERY_SUPPRESS_BEGIN);
        }
    }

    /** @throws SQLException the COMMIT fails, which the bare driver reports first */
    private void end(Throwable reason) throws SQLException {
        if (isOpen() && reason instanceof SQLException e && SqlErrors.isUnexpectedResult(e)) {
            connection.commit(); // the server has done it; it is the driver that does not like the result
            return;
        }
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** Also where the COMMIT failed, which ends the transaction as well. */
    private void restore(Statement statement, int fetchSize, Throwable reason) {
        try {
            if (!isOpen()) { // else this would commit it
                connection.setAutoCommit(true);
            }
            statement.setFetchSize(fetchSize);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private boolean isOpen() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.OPEN;
    }
}
