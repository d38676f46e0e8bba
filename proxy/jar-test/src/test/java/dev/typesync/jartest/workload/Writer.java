package dev.typesync.jartest.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The workload of one thread: statements under autocommit, transactions, savepoints, rollbacks. Not thread-safe. */
final class Writer {
    /** Errors that concurrent writes or random keys may cause. Any other error fails the test. */
    private static final Set<String> EXPECTED_STATES = Set.of("23505", "40P01", "40001", "25P02");

    private final Connection connection;
    private final ShopStatements statements;
    private final Random random;
    private final AtomicLong executed;

    Writer(Connection connection, long seed, AtomicLong executed) {
        this.connection = connection;
        this.random = new Random(seed);
        this.statements = new ShopStatements(connection, random);
        this.executed = executed;
    }

    void run(long statementsToRun) throws SQLException {
        while (executed.get() < statementsToRun) {
            if (random.nextInt(3) == 0) {
                transaction();
            } else {
                connection.setAutoCommit(true);
                runExpectingConflicts(() -> executed.addAndGet(statements.any()));
            }
        }
    }

    private void transaction() throws SQLException {
        connection.setAutoCommit(false);
        boolean failed = !runExpectingConflicts(this::executeStatements);
        if (failed || random.nextInt(5) == 0) {
            connection.rollback();
        } else {
            runExpectingConflicts(connection::commit);
        }
    }

    private void executeStatements() throws SQLException {
        int length = 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(4) == 0) {
                savepoint();
            } else {
                executed.addAndGet(statements.any());
            }
        }
    }

    private void savepoint() throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        boolean succeeded = runExpectingConflicts(() -> executed.addAndGet(statements.any()));
        if (!succeeded || random.nextBoolean()) {
            connection.rollback(savepoint);
        } else {
            connection.releaseSavepoint(savepoint);
        }
    }

    private static boolean runExpectingConflicts(Work work) throws SQLException {
        try {
            work.run();
            return true;
        } catch (SQLException e) {
            if (!EXPECTED_STATES.contains(rootState(e))) {
                throw e;
            }
            return false;
        }
    }

    private static String rootState(SQLException e) {
        SQLException last = e;
        while (last.getNextException() != null) {
            last = last.getNextException();
        }
        return String.valueOf(last.getSQLState());
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }
}
