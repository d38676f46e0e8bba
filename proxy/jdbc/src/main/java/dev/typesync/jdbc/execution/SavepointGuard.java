package dev.typesync.jdbc.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A savepoint that protects the application's transaction while the server describes a text, or may refuse one of
 * typesync's. As thread-safe as the connection: calls do not overlap.
 */
public final class SavepointGuard {
    private static final String NAME = "typesync_guard";
    private static final String SET = "SAVEPOINT " + NAME;
    private static final String RELEASE = "RELEASE SAVEPOINT " + NAME;

    private final Connection connection;
    private final PgSession pgSession;

    /** @param connection the delegate's */
    SavepointGuard(Connection connection, PgSession pgSession) {
        this.connection = connection;
        this.pgSession = pgSession;
    }

    /** A string that sets the savepoint, runs a statement and releases the savepoint. */
    public static String around(String statement) {
        return SET + ";\n" + statement + ";\n" + RELEASE;
    }

    void set() throws SQLException {
        execute(SET);
    }

    void release() throws SQLException {
        execute(RELEASE);
    }

    void goBack() throws SQLException {
        execute("ROLLBACK TO SAVEPOINT " + NAME + "; " + RELEASE);
    }

    /**
     * The transaction was rolled back to the guard, but the application has to find it failed, as the error left it. A
     * savepoint that does not exist makes it fail.
     */
    void failAgain() {
        try {
            execute("ROLLBACK TO SAVEPOINT typesync_failed");
        } catch (SQLException intended) {
            // this error fails the transaction
        }
    }

    /**
     * Whether the server accepts a text. The transaction does not fail.
     *
     * @param description lets the server describe the text without executing it
     */
    boolean accepts(SqlAction description) throws SQLException {
        try {
            return pgSession.ask(() -> {
                description.run();
                return true;
            });
        } catch (SQLException e) {
            if (SqlErrors.isRefusalOfText(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Lets the server analyse a single statement as a plain Statement would send it. */
    void describe(String text) throws SQLException {
        pgSession.executeWithoutBegin("PREPARE typesync_described AS " + text + "\n; DEALLOCATE typesync_described");
    }

    /** Uses SQL: JDBC allows no savepoint under autocommit, even in a transaction that the application began by SQL. */
    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(0); // a named portal would end with the savepoint
            statement.execute(sql);
        }
    }

    /**
     * Runs several statements that are one to the application. pgjdbc sets a savepoint for each statement here; this
     * savepoint goes back over all of them.
     */
    <T> T run(SqlCall<T> work) throws SQLException {
        // pgjdbc sets its savepoint before this, and it must outlive typesync's; for an empty text it sets none
        execute("SELECT");
        set();
        T result;
        try {
            result = work.call();
        } catch (SQLException | RuntimeException e) {
            endAfter(e);
            throw e;
        }
        release();
        return result;
    }

    /** If only the driver does not expect the result, the server's work stays. */
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
