package dev.typesync.jartest.differential;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Batches that succeed or fail, with and without generated keys. */
final class Batches {
    private final Side side;
    private final RandomSql randomSql;
    private final boolean separateStatements;

    /** @param separateStatements typesync may send other SQL in a transaction than outside */
    Batches(Side side, RandomSql randomSql, boolean separateStatements) {
        this.side = side;
        this.randomSql = randomSql;
        this.separateStatements = separateStatements;
    }

    void step() {
        switch (side.below(4)) {
            case 0 -> statements();
            default -> prepared();
        }
    }

    private void statements() {
        Statement statement = side.call("Connection.createStatement", side.connection::createStatement);
        if (statement == null) {
            return;
        }
        for (int i = side.below(6); i >= 0; i--) {
            String sql = side.oneIn(12) ? randomSql.broken() : side.oneIn(20) ? randomSql.returning() : randomSql.dml();
            side.sql(sql);
            side.run("Statement.addBatch", () -> statement.addBatch(sql));
        }
        if (side.oneIn(10)) {
            side.run("Statement.clearBatch", statement::clearBatch);
        }
        execute("Statement", statement, statement::executeBatch, statement::executeLargeBatch);
        side.run("Statement.close", statement::close);
    }

    private void prepared() {
        String sql = side.oneOf(
                "insert into item (price, name) values (?, ?)",
                "insert into item (price, name) values (?, ?) on conflict (name) do update set price = 3",
                "insert into line (order_id, no, remark) values (?, 1 + floor(random() * 0), ?)",
                "insert into line (order_id, no, qty, remark) values (?, 2, 7, ?)",
                "insert into note (n, code) values (?, ?)",
                "insert into plain (id, t) values (2000 + ?, ?) on conflict do nothing",
                "update item set price = ? where name = ?",
                "update note set n = ? where code = ?",
                "delete from note where n = ? or code = ?",
                "update line set qty = ? where remark = ? returning no");
        int way = side.below(5);
        String preparedSql = way < 2 || separateStatements ? withCommentByTransaction(sql) : sql;
        side.sql(preparedSql);
        PreparedStatement statement = side.call(method(way), () -> prepare(preparedSql, way));
        if (statement == null) {
            return;
        }
        for (int round = side.below(3); round >= 0; round--) {
            for (int i = side.below(side.oneIn(12) ? 200 : 9); i >= 0; i--) {
                add(statement);
            }
            side.call("PreparedStatement.toString", statement::toString);
            execute("PreparedStatement", statement, statement::executeBatch, statement::executeLargeBatch);
        }
        side.run("PreparedStatement.close", statement::close);
    }

    /**
     * Where pgjdbc splits a batch depends on earlier executions of the same SQL, and typesync may send other SQL in a
     * transaction than outside. So the two cases get different SQL.
     */
    private String withCommentByTransaction(String sql) {
        return sql + (side.isInTransaction() ? " -- in a transaction" : " -- one by one");
    }

    private static String method(int way) {
        return switch (way) {
            case 4 -> "Connection.prepareCall";
            case 0 -> "Connection.prepareStatement(flag)";
            case 1 -> "Connection.prepareStatement(names)";
            default -> "Connection.prepareStatement";
        };
    }

    private PreparedStatement prepare(String sql, int way) throws SQLException {
        return switch (way) {
            case 4 -> side.connection.prepareCall(sql);
            case 0 -> side.connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
            case 1 -> side.connection.prepareStatement(sql, new String[] {sql.contains("item") ? "id" : "n"});
            default -> side.connection.prepareStatement(sql);
        };
    }

    private void add(PreparedStatement statement) {
        int number = side.below(40) - (side.oneIn(25) ? 40 : 0);
        String text = side.below(3) == 0 ? "c" + side.below(30) : "item " + side.below(400);
        side.run("PreparedStatement.setInt", () -> statement.setInt(1, number));
        side.run("PreparedStatement.setString", () -> statement.setString(2, text));
        side.run("PreparedStatement.addBatch", statement::addBatch);
    }

    private void execute(
            String type, Statement statement, Side.Call<int[]> executeBatch, Side.Call<long[]> executeLargeBatch) {
        if (side.oneIn(4)) {
            side.call(type + ".executeLargeBatch", executeLargeBatch);
        } else {
            side.call(type + ".executeBatch", executeBatch);
        }
        side.call(type + ".getUpdateCount", statement::getUpdateCount);
        side.rows(type + ".getGeneratedKeys", statement::getGeneratedKeys);
        side.call(type + ".getWarnings", statement::getWarnings);
    }
}
