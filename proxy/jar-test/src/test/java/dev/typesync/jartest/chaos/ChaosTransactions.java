package dev.typesync.jartest.chaos;

import dev.typesync.jartest.workload.Conflicts;
import dev.typesync.jartest.workload.ShopStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Random;

/**
 * Random transactions on one connection. What is rolled back contains the word {@link ChaosStatements#GHOST}, which no
 * search may ever find. Not thread-safe.
 */
final class ChaosTransactions {
    private final Connection connection;
    private final Random random;
    private final Form form;
    private final WriterCounts counts;
    private final ShopStatements shop;
    private final ChaosStatements own;
    private final MarkingStatements marking;

    ChaosTransactions(Connection connection, Random random, Form form, WriterCounts counts) {
        this.connection = connection;
        this.random = random;
        this.form = form;
        this.counts = counts;
        shop = new ShopStatements(connection, random);
        own = new ChaosStatements(connection, random);
        marking = new MarkingStatements(connection, random);
    }

    /** Runs one transaction, or one statement in autocommit mode. */
    void any() throws SQLException {
        int choice = random.nextInt(6);
        if (choice < 3) {
            connection.setAutoCommit(true);
            Conflicts.expected(this::statement);
        } else {
            connection.setAutoCommit(false);
            if (choice == 3) {
                rolledBack();
            } else {
                committed();
            }
        }
    }

    private void committed() throws SQLException {
        if (Conflicts.expected(this::statements)) {
            Conflicts.expected(connection::commit);
        } else {
            connection.rollback();
        }
    }

    private void rolledBack() throws SQLException {
        Conflicts.expected(() -> {
            statements();
            own.ghost();
        });
        connection.rollback();
        counts.addRollback();
    }

    private void statements() throws SQLException {
        int length = 1 + random.nextInt(5);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(5) == 0) {
                ghostBeforeSavepoint();
            }
            statement();
        }
    }

    private void ghostBeforeSavepoint() throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        Conflicts.expected(own::ghost);
        connection.rollback(savepoint);
    }

    private void statement() throws SQLException {
        int choice = random.nextInt(100);
        if (choice < 1 && form == Form.EVERYTHING) {
            marking.any();
        } else if (choice < 40) {
            own.any();
        } else {
            counts.addStatements(shop.any() - 1);
        }
        counts.addStatements(1);
    }
}
