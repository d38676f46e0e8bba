package dev.typesync.jdbc.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.TransactionState;

/**
 * A transaction of typesync's around a statement that the application executes under autocommit. As thread-safe as the
 * connection: calls do not overlap.
 */
final class OwnTransaction {
    private final Connection connection;

    /** @param connection the delegate's, under autocommit */
    OwnTransaction(Connection connection) {
        this.connection = connection;
    }

    /**
     * Runs the work and commits it.
     *
     * @param statement the one whose result the application reads after the commit: all rows are read with the
     *     execution, since a cursor ends with the transaction
     */
    <T> T run(Statement statement, SqlCall<T> work) throws SQLException {
        int fetchSize = statement.getFetchSize();
        boolean beginsWriting = writesThoughReadOnly();
        statement.setFetchSize(0);
        connection.setAutoCommit(false);
        T result;
        try {
            if (beginsWriting) {
                beginWriting();
            }
            result = work.call();
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
     * Whether a single statement may write although the connection is set to read-only. pgjdbc makes only transactions
     * read-only, unless it has set the session's default too.
     */
    private boolean writesThoughReadOnly() throws SQLException {
        return connection.isReadOnly()
                && !"on"
                        .equals(connection
                                .unwrap(PGConnection.class)
                                .getParameterStatus("default_transaction_read_only"));
    }

    /** pgjdbc itself would begin a read-only transaction. */
    private void beginWriting() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.unwrap(BaseStatement.class).executeWithFlags("BEGIN", QueryExecutor.QUERY_SUPPRESS_BEGIN);
        }
    }

    /** @throws SQLException the COMMIT fails; the bare driver would report that error first */
    private void end(Throwable reason) throws SQLException {
        if (isOpen() && reason instanceof SQLException e && SqlErrors.isUnexpectedResult(e)) {
            connection.commit(); // the server has executed the text; only the driver does not expect its result
            return;
        }
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** A COMMIT that fails ends the transaction too. */
    private void restore(Statement statement, int fetchSize, Throwable reason) {
        try {
            if (!isOpen()) { // otherwise this would commit it
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
