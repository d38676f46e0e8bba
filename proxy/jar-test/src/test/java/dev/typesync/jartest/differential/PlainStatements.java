package dev.typesync.jartest.differential;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/** Uses {@link Statement} like an application. */
final class PlainStatements {
    private final Side side;
    private final RandomSql randomSql;

    PlainStatements(Side side, RandomSql randomSql) {
        this.side = side;
        this.randomSql = randomSql;
    }

    void step() throws Exception {
        switch (side.below(9)) {
            case 0 -> withStatement(this::update);
            case 1 -> withStatement(this::execute);
            case 2 -> withStatement(this::query);
            case 3 -> withStatement(this::generatedKeys);
            case 4 -> withStatement(this::several);
            case 5 -> withStatement(this::returning);
            case 6 -> withStatement(this::broken);
            case 7 -> withStatement(this::closed);
            default -> cursor();
        }
    }

    /** An action on an open statement. */
    interface StatementAction {
        void run(Statement statement) throws Exception;
    }

    private void withStatement(StatementAction action) throws Exception {
        Statement statement = side.call("Connection.createStatement", side.connection::createStatement);
        if (statement == null) {
            return;
        }
        action.run(statement);
        side.call("Statement.getWarnings", statement::getWarnings);
        if (side.oneIn(3)) {
            side.run("Statement.clearWarnings", statement::clearWarnings);
        }
        side.run("Statement.close", statement::close);
        side.call("Statement.isClosed", statement::isClosed);
    }

    private void update(Statement statement) {
        String sql = randomSql.dml();
        side.sql(sql);
        if (side.oneIn(3)) {
            side.call("Statement.executeLargeUpdate", () -> statement.executeLargeUpdate(sql));
        } else {
            side.call("Statement.executeUpdate", () -> statement.executeUpdate(sql));
        }
        results(statement);
    }

    private void execute(Statement statement) {
        String sql = side.oneIn(3) ? randomSql.query() : randomSql.dml();
        side.sql(sql);
        if (side.oneIn(4)) {
            side.run("Statement.setMaxRows", () -> statement.setMaxRows(2));
            side.call("Statement.getMaxRows", statement::getMaxRows);
        }
        side.call("Statement.execute", () -> statement.execute(sql));
        results(statement);
    }

    private void query(Statement statement) {
        String sql = side.oneIn(5) ? randomSql.dml() : randomSql.query();
        side.sql(sql);
        if (side.oneIn(3)) {
            side.run("Statement.setFetchSize", () -> statement.setFetchSize(2));
            side.call("Statement.getFetchSize", statement::getFetchSize);
        }
        side.rows("Statement.executeQuery", () -> statement.executeQuery(sql));
    }

    private void generatedKeys(Statement statement) {
        String sql = randomSql.insert();
        side.sql(sql);
        switch (side.below(6)) {
            case 0 ->
                side.call(
                        "Statement.executeUpdate(flag)",
                        () -> statement.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS));
            case 1 ->
                side.call("Statement.executeUpdate(names)", () -> statement.executeUpdate(sql, new String[] {"id"}));
            case 2 -> side.call("Statement.executeUpdate(indexes)", () -> statement.executeUpdate(sql, new int[] {1}));
            case 3 ->
                side.call("Statement.execute(flag)", () -> statement.execute(sql, Statement.RETURN_GENERATED_KEYS));
            case 4 ->
                side.call("Statement.execute(names)", () -> statement.execute(sql, new String[] {"code", "body"}));
            default ->
                side.call(
                        "Statement.executeLargeUpdate(flag)",
                        () -> statement.executeLargeUpdate(sql, Statement.RETURN_GENERATED_KEYS));
        }
        side.call("Statement.getUpdateCount", statement::getUpdateCount);
        side.rows("Statement.getGeneratedKeys", statement::getGeneratedKeys);
        side.rows("Statement.executeQuery", () -> statement.executeQuery("select lastval()"));
    }

    private void several(Statement statement) {
        String sql = randomSql.dml() + "\n;" + side.oneOf(randomSql.query(), randomSql.returning(), "") + "\n;"
                + randomSql.dml();
        side.sql(sql);
        side.call("Statement.execute", () -> statement.execute(sql));
        results(statement);
    }

    private void returning(Statement statement) {
        String sql = randomSql.returning();
        side.sql(sql);
        switch (side.below(4)) {
            case 0 -> side.call("Statement.executeUpdate", () -> statement.executeUpdate(sql));
            case 1 -> side.call("Statement.execute", () -> statement.execute(sql));
            default -> side.rows("Statement.executeQuery", () -> statement.executeQuery(sql));
        }
        results(statement);
    }

    private void broken(Statement statement) {
        String sql = randomSql.broken();
        side.sql(sql);
        side.call("Statement.execute", () -> statement.execute(sql));
        results(statement);
    }

    private void closed(Statement statement) {
        ResultSet rows = side.call("Statement.executeQuery", () -> statement.executeQuery("select 1 as one"));
        if (rows == null) {
            return; // the transaction has failed
        }
        side.call("ResultSet.getStatement", () -> rows.getStatement() == statement);
        side.run("Statement.close", statement::close);
        side.call("ResultSet.isClosed", rows::isClosed);
        side.call("ResultSet.next", rows::next);
        String sql = randomSql.dml();
        side.call("Statement.executeUpdate", () -> statement.executeUpdate(sql));
        side.call("Statement.getConnection", statement::getConnection);
        side.call("Statement.getResultSet", statement::getResultSet);
        side.call("Statement.getGeneratedKeys", statement::getGeneratedKeys);
    }

    /**
     * Reads all results of the last execution. A random argument of getMoreResults decides what happens to the last
     * one.
     */
    private void results(Statement statement) {
        int how =
                side.oneOf(Statement.CLOSE_CURRENT_RESULT, Statement.KEEP_CURRENT_RESULT, Statement.CLOSE_ALL_RESULTS);
        for (int i = 0; i < 4; i++) {
            Integer count = side.call("Statement.getUpdateCount", statement::getUpdateCount);
            side.call("Statement.getLargeUpdateCount", statement::getLargeUpdateCount);
            side.rows("Statement.getResultSet", statement::getResultSet);
            Boolean more = side.oneIn(2)
                    ? side.call("Statement.getMoreResults", () -> statement.getMoreResults())
                    : side.call("Statement.getMoreResults(how)", () -> statement.getMoreResults(how));
            if (count == null || more == null || (count == -1 && !more)) {
                return;
            }
        }
    }

    private void cursor() throws Exception {
        int type = side.oneOf(
                ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE);
        int concurrency = side.oneOf(ResultSet.CONCUR_READ_ONLY, ResultSet.CONCUR_UPDATABLE);
        Connection connection = side.connection;
        Statement statement = side.call(
                "Connection.createStatement(type, concurrency)", () -> connection.createStatement(type, concurrency));
        if (statement == null) {
            return;
        }
        side.call("Statement.getResultSetType", statement::getResultSetType);
        side.call("Statement.getResultSetConcurrency", statement::getResultSetConcurrency);
        side.call("Statement.getResultSetHoldability", statement::getResultSetHoldability);
        if (side.oneIn(3)) {
            side.run("Statement.closeOnCompletion", statement::closeOnCompletion);
            side.call("Statement.isCloseOnCompletion", statement::isCloseOnCompletion);
        }
        String sql =
                side.oneOf("select id, name, price from item order by id", randomSql.query(), randomSql.returning());
        side.sql(sql);
        ResultSet rows = side.call("Statement.executeQuery", () -> statement.executeQuery(sql));
        if (rows != null) {
            new Cursor(side, rows).move();
        }
        side.call("Statement.isClosed", statement::isClosed);
        side.run("Statement.close", statement::close);
    }
}
