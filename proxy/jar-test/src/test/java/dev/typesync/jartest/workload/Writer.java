package dev.typesync.jartest.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** The workload of one thread: statements under autocommit, transactions, savepoints, rollbacks. Not thread-safe. */
final class Writer {
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
                Conflicts.expected(() -> executed.addAndGet(statements.any()));
            }
        }
    }

    private void transaction() throws SQLException {
        connection.setAutoCommit(false);
        boolean failed = !Conflicts.expected(this::executeStatements);
        if (failed || random.nextInt(5) == 0) {
            connection.rollback();
        } else {
            Conflicts.expected(connection::commit);
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
        boolean succeeded = Conflicts.expected(() -> executed.addAndGet(statements.any()));
        if (!succeeded || random.nextBoolean()) {
            connection.rollback(savepoint);
        } else {
            connection.releaseSavepoint(savepoint);
        }
    }
}
