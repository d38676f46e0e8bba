package dev.typesync.jdbc.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps a transaction of the application's as it is while the server is asked about a text, or may refuse one of ours. */
public final class SavepointGuard {
    private static final String NAME = "typesync_guard";

    private final Connection connection;
    private final PgSession backend;

    /** @param connection the delegate's */
    SavepointGuard(Connection connection, PgSession backend) {
        this.connection = connection;
        this.backend = backend;
    }

    void set() throws SQLException {
        control("SAVEPOINT " + NAME);
    }

    void release() throws SQLException {
        control("RELEASE SAVEPOINT " + NAME);
    }

    void goBack() throws SQLException {
        control("ROLLBACK TO SAVEPOINT " + NAME + "; RELEASE SAVEPOINT " + NAME);
    }

    /** The transaction was taken back to the guard, and has to be as the error left it. */
    void failAgain() {
        try {
            control("ROLLBACK TO SAVEPOINT typesync_failed");
        } catch (SQLException thereIsNone) {
            // which fails the transaction
        }
    }

    /** Asks the server about a text without executing it. */
    public interface Description {
        void ask() throws SQLException;
    }

    /** @param inTransaction of the application's, which must not fail */
    boolean accepts(boolean inTransaction, Description description) throws SQLException {
        boolean guarded = inTransaction && !backend.savesAlways();
        if (guarded) {
            set();
        }
        boolean accepted = false;
        try {
            description.ask();
            accepted = true;
        } catch (SQLException e) {
            if (!SqlErrors.isRejection(e)) {
                throw e;
            }
        }
        if (guarded && accepted) {
            release();
        } else if (guarded) {
            goBack();
        }
        return accepted;
    }

    /** Has the server analyse a single statement as a plain Statement would send it. */
    public void describe(String text) throws SQLException {
        control("PREPARE typesync_described AS " + text + "\n; DEALLOCATE typesync_described");
    }

    /** By SQL: under autocommit a transaction that the application began by SQL allows no JDBC savepoint. */
    private void control(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(0); // a portal with a name would end with the savepoint
            statement.execute(sql);
        }
    }

    /** Several statements that are one to the application: pgjdbc, where it sets savepoints, goes back by one of ours. */
    <T> T together(OwnTransaction.Work<T> work) throws SQLException {
        control("SELECT"); // before it pgjdbc sets its savepoint, which has to outlive ours; an empty text gets none
        set();
        T result;
        try {
            result = work.run();
        } catch (SQLException | RuntimeException e) {
            endAfter(e);
            throw e;
        }
        release();
        return result;
    }

    /** What the server has done stays done where it is the driver that does not like the result. */
    private void endAfter(Exception reason) {
        try {
            if (reason instanceof SQLException e && SqlErrors.isUnexpectedResult(e)) {
                release();
            } else {
                goBack();
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
