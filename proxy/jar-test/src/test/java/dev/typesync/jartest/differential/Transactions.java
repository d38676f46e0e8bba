package dev.typesync.jartest.differential;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** Uses transactions like an application. Steps of other kinds run inside of its transactions. */
final class Transactions {
    private final Side side;
    private final RandomSql randomSql;

    Transactions(Side side, RandomSql randomSql) {
        this.side = side;
        this.randomSql = randomSql;
    }

    void step() {
        Connection connection = side.connection;
        switch (side.below(9)) {
            case 0, 1 -> side.run("Connection.setAutoCommit", () -> connection.setAutoCommit(false));
            case 2 -> side.run("Connection.setAutoCommit", () -> connection.setAutoCommit(true));
            case 3 -> side.run("Connection.commit", connection::commit);
            case 4 -> side.run("Connection.rollback", connection::rollback);
            case 5 -> savepoint();
            case 6 -> inSql();
            case 7 -> deferred();
            default -> characteristics();
        }
        side.call("Connection.getAutoCommit", connection::getAutoCommit);
    }

    /** Ends an open transaction, so that the next part begins under autocommit. */
    void end() {
        sql("rollback");
        side.run("Connection.setAutoCommit", () -> side.connection.setAutoCommit(true));
    }

    /** Ends a failed transaction like an application. */
    void finish() {
        if (side.oneIn(3)) {
            side.run("Connection.commit", side.connection::commit);
        } else {
            side.run("Connection.rollback", side.connection::rollback);
        }
    }

    private void savepoint() {
        Connection connection = side.connection;
        Savepoint savepoint = side.oneIn(2)
                ? side.call("Connection.setSavepoint", () -> connection.setSavepoint())
                : side.call("Connection.setSavepoint(name)", () -> connection.setSavepoint("half way"));
        sql(randomSql.dml());
        if (side.oneIn(3)) {
            sql(randomSql.broken());
        }
        if (savepoint == null) {
            return;
        }
        if (side.oneIn(3)) {
            side.run("Connection.releaseSavepoint", () -> connection.releaseSavepoint(savepoint));
        } else {
            side.run("Connection.rollback(savepoint)", () -> connection.rollback(savepoint));
        }
        sql(randomSql.dml());
        side.run("Connection.rollback(savepoint)", () -> connection.rollback(savepoint));
        side.call("Savepoint.getSavepointName", savepoint::getSavepointName);
    }

    private void inSql() {
        sql(side.oneOf("begin", "start transaction isolation level repeatable read", "savepoint s"));
        sql(randomSql.dml());
        sql(side.oneOf(randomSql.dml(), randomSql.broken(), randomSql.query(), "savepoint s; " + randomSql.dml()));
        sql(side.oneOf(
                "commit", "rollback", "rollback to savepoint s", "end", "release savepoint s; commit and chain"));
    }

    /** A constraint that is checked at COMMIT. */
    private void deferred() {
        Connection connection = side.connection;
        side.run("Connection.setAutoCommit", () -> connection.setAutoCommit(false));
        sql("insert into note (code, item_id) values (" + randomSql.code() + ", 999999)");
        sql(randomSql.dml());
        side.run("Connection.commit", connection::commit);
        side.run("Connection.setAutoCommit", () -> connection.setAutoCommit(true));
    }

    private void characteristics() {
        Connection connection = side.connection;
        if (side.oneIn(2)) {
            side.run("Connection.setReadOnly", () -> connection.setReadOnly(true));
            side.call("Connection.isReadOnly", connection::isReadOnly);
            sql(randomSql.dml());
            side.run("Connection.setReadOnly", () -> connection.setReadOnly(false));
            side.run("Connection.rollback", connection::rollback);
            side.run("Connection.setReadOnly", () -> connection.setReadOnly(false));
        } else {
            int level = side.oneOf(
                    Connection.TRANSACTION_READ_COMMITTED,
                    Connection.TRANSACTION_REPEATABLE_READ,
                    Connection.TRANSACTION_SERIALIZABLE);
            side.run("Connection.setTransactionIsolation", () -> connection.setTransactionIsolation(level));
            side.call("Connection.getTransactionIsolation", connection::getTransactionIsolation);
        }
    }

    private void sql(String sql) {
        side.sql(sql);
        side.call("Statement.execute", () -> executed(sql));
    }

    private boolean executed(String sql) throws SQLException {
        try (Statement statement = side.connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
