package dev.typesync.jartest.differential;

import java.sql.PreparedStatement;
import java.sql.Statement;

/** Executes a text in one of the ways that JDBC has. */
record Executions(Side side) {
    /** Executes a statement of any kind. */
    void execute(String sql) {
        side.sql(sql);
        Statement statement = side.call("Connection.createStatement", side.connection::createStatement);
        if (statement != null) {
            side.call("Statement.execute", () -> statement.execute(sql));
            side.call("Statement.getUpdateCount", statement::getUpdateCount);
            side.rows("Statement.getResultSet", statement::getResultSet);
            side.call("Statement.getWarnings", statement::getWarnings);
            side.run("Statement.close", statement::close);
        }
    }

    /** Executes a statement that changes rows. */
    void write(String sql, String another) {
        switch (side.below(6)) {
            case 0, 1 -> execute(sql);
            case 2 -> generatedKeys(sql);
            case 3 -> batch(sql, another);
            default -> prepared(sql);
        }
    }

    private void generatedKeys(String sql) {
        side.sql(sql);
        Statement statement = side.call("Connection.createStatement", side.connection::createStatement);
        if (statement != null) {
            side.call(
                    "Statement.executeUpdate(flag)",
                    () -> statement.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS));
            side.rows("Statement.getGeneratedKeys", statement::getGeneratedKeys);
            side.run("Statement.close", statement::close);
        }
    }

    private void batch(String sql, String another) {
        side.sql(sql);
        side.sql(another);
        Statement statement = side.call("Connection.createStatement", side.connection::createStatement);
        if (statement != null) {
            side.run("Statement.addBatch", () -> statement.addBatch(sql));
            side.run("Statement.addBatch", () -> statement.addBatch(another));
            side.call("Statement.executeBatch", statement::executeBatch);
            side.run("Statement.close", statement::close);
        }
    }

    private void prepared(String sql) {
        side.sql(sql);
        PreparedStatement statement =
                side.call("Connection.prepareStatement", () -> side.connection.prepareStatement(sql));
        if (statement != null) {
            for (int i = side.below(3); i >= 0; i--) {
                side.call("PreparedStatement.execute", statement::execute);
                side.call("PreparedStatement.getUpdateCount", statement::getUpdateCount);
                side.rows("PreparedStatement.getResultSet", statement::getResultSet);
            }
            side.run("PreparedStatement.close", statement::close);
        }
    }
}
