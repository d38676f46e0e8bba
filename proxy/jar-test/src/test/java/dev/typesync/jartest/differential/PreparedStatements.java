package dev.typesync.jartest.differential;

import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PreferQueryMode;

/** Uses {@link PreparedStatement} like an application. */
final class PreparedStatements {
    private final Side side;
    private final RandomSql randomSql;

    PreparedStatements(Side side, RandomSql randomSql) {
        this.side = side;
        this.randomSql = randomSql;
    }

    void step() throws SQLException {
        switch (side.below(8)) {
            case 0, 1 -> repeated();
            case 2 -> generatedKeys();
            case 3 -> returning();
            case 4 -> query();
            case 5 -> misused();
            case 6 -> described();
            default -> typed();
        }
    }

    private PreparedStatement prepare(String sql) {
        side.sql(sql);
        if (side.oneIn(6)) { // pgjdbc prepares a call that calls nothing like a prepared statement
            return side.call("Connection.prepareCall", () -> side.connection.prepareCall(sql));
        }
        return side.call("Connection.prepareStatement", () -> side.connection.prepareStatement(sql));
    }

    private void close(PreparedStatement statement) {
        side.call("PreparedStatement.getWarnings", statement::getWarnings);
        side.run("PreparedStatement.close", statement::close);
    }

    /** A statement with two parameters: a number and a text. */
    String parameterised() {
        return side.oneOf(
                "insert into line (order_id, no, remark) values (?, 5, ?)",
                "insert into line as l (order_id, no, remark) values (?, 1, ?)"
                        + " on conflict (order_id, no) do update set remark = excluded.remark || l.qty",
                "update item set price = ? where name = ?",
                "update line set qty = qty + 1 where order_id = ? and (remark is null or remark <> ?)",
                "update note set n = ? where code = ?",
                "delete from note where n = ? or code = ?",
                "with k as (select ?::int as n) update note set n = k.n from k where code = ?",
                "insert into note (n, code) values (?, ?)",
                "insert into plain (id, t) values (1000 + ? * 0, ?) on conflict (id) do nothing");
    }

    private void bind(PreparedStatement statement) {
        int number = side.below(12);
        String text = side.oneOf("c1", "c2", "item 3", "it's:1\\", "", "long".repeat(side.below(7)));
        switch (side.below(3)) {
            case 0 -> side.run("PreparedStatement.setInt", () -> statement.setInt(1, number));
            case 1 -> side.run("PreparedStatement.setLong", () -> statement.setLong(1, number));
            default -> side.run("PreparedStatement.setObject", () -> statement.setObject(1, number));
        }
        switch (side.below(4)) {
            case 0 -> side.run("PreparedStatement.setNull", () -> statement.setNull(2, Types.VARCHAR));
            case 1 -> side.run("PreparedStatement.setObject(type)", () -> statement.setObject(2, text, Types.VARCHAR));
            default -> side.run("PreparedStatement.setString", () -> statement.setString(2, text));
        }
    }

    private void repeated() {
        PreparedStatement statement = prepare(parameterised());
        if (statement == null) {
            return;
        }
        int times = 1
                + side.below(7); // more than prepareThreshold, so that the server's prepared statement is used as well
        for (int i = 0; i < times; i++) {
            if (i == 0 || !side.oneIn(4)) {
                bind(statement);
            }
            if (side.oneIn(6)) {
                side.run("PreparedStatement.clearParameters", statement::clearParameters);
            }
            side.call("PreparedStatement.toString", statement::toString);
            switch (side.below(3)) {
                case 0 -> side.call("PreparedStatement.execute", () -> statement.execute());
                case 1 -> side.call("PreparedStatement.executeLargeUpdate", () -> statement.executeLargeUpdate());
                default -> side.call("PreparedStatement.executeUpdate", () -> statement.executeUpdate());
            }
            side.call("PreparedStatement.getUpdateCount", statement::getUpdateCount);
            side.call("PreparedStatement.getMoreResults", () -> statement.getMoreResults());
        }
        close(statement);
    }

    private void generatedKeys() {
        String sql = side.oneOf(
                "insert into item (price, name) values (?, ?)",
                "insert into item (price, name) values (?, ?), (3, 'item ' || floor(4.2))",
                "insert into line (order_id, no, remark) values (?, 77, ?)",
                "update item set price = ? where name = ?",
                "delete from note where n = ? and code = ?");
        side.sql(sql);
        Connection connection = side.connection;
        PreparedStatement statement = switch (side.below(4)) {
            case 0 ->
                side.call(
                        "Connection.prepareStatement(flag)",
                        () -> connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS));
            case 1 ->
                side.call(
                        "Connection.prepareStatement(names)",
                        () -> connection.prepareStatement(sql, new String[] {"name", "id"}));
            case 2 ->
                side.call(
                        "Connection.prepareStatement(indexes)", () -> connection.prepareStatement(sql, new int[] {1}));
            default ->
                side.call(
                        "Connection.prepareStatement(no flag)",
                        () -> connection.prepareStatement(sql, Statement.NO_GENERATED_KEYS));
        };
        if (statement == null) {
            return;
        }
        for (int i = side.below(3); i >= 0; i--) {
            bind(statement);
            side.call("PreparedStatement.executeUpdate", () -> statement.executeUpdate());
            side.call("PreparedStatement.getUpdateCount", statement::getUpdateCount);
            ResultSet keys = side.call("PreparedStatement.getGeneratedKeys", statement::getGeneratedKeys);
            if (keys != null) {
                side.call("ResultSet.getStatement", () -> keys.getStatement() == statement);
                side.readAll(keys);
            }
        }
        close(statement);
    }

    private void returning() {
        PreparedStatement statement = prepare(side.oneOf(
                "insert into item (price, name) values (?, ?) returning id, name as called",
                "update line set qty = ? where remark = ? returning *",
                "delete from note where n = ? or code = ? returning note.code, n + 1",
                "update note set n = ?, code = code || ? where code like 'c1%' returning code"));
        if (statement == null) {
            return;
        }
        for (int i = side.below(6); i >= 0; i--) {
            bind(statement);
            switch (side.below(4)) {
                case 0 -> side.call("PreparedStatement.executeUpdate", () -> statement.executeUpdate());
                case 1 -> {
                    side.call("PreparedStatement.execute", () -> statement.execute());
                    side.rows("PreparedStatement.getResultSet", statement::getResultSet);
                    side.call("PreparedStatement.getMoreResults", () -> statement.getMoreResults());
                    side.call("PreparedStatement.getUpdateCount", statement::getUpdateCount);
                }
                default -> side.rows("PreparedStatement.executeQuery", () -> statement.executeQuery());
            }
        }
        close(statement);
    }

    private void query() {
        PreparedStatement statement =
                prepare("select id, name, tags from item where id > ? and name <> coalesce(?, '') order by id");
        if (statement == null) {
            return;
        }
        bind(statement);
        side.run("PreparedStatement.setFetchSize", () -> statement.setFetchSize(side.below(3)));
        side.rows("PreparedStatement.executeQuery", () -> statement.executeQuery());
        side.call("PreparedStatement.getMetaData", () -> Rendering.metaData(statement.getMetaData()));
        close(statement);
    }

    private void misused() {
        String sql = randomSql.dml();
        PreparedStatement statement = prepare(parameterised());
        if (statement == null) {
            return;
        }
        side.call("PreparedStatement.executeUpdate", () -> statement.executeUpdate()); // no parameter is bound
        side.run("PreparedStatement.setInt", () -> statement.setInt(3, 1));
        side.run("PreparedStatement.setInt", () -> statement.setInt(0, 1));
        side.call("PreparedStatement.executeUpdate(sql)", () -> statement.executeUpdate(sql));
        bind(statement);
        side.call("PreparedStatement.executeQuery", () -> statement.executeQuery());
        side.run("PreparedStatement.setDate", () -> statement.setDate(1, java.sql.Date.valueOf("2020-02-29")));
        side.call("PreparedStatement.executeUpdate", () -> statement.executeUpdate());
        side.run("PreparedStatement.close", statement::close);
        side.run("PreparedStatement.setInt", () -> statement.setInt(1, 1));
        side.call("PreparedStatement.executeUpdate", () -> statement.executeUpdate());
        side.call("PreparedStatement.toString", statement::toString);
    }

    /** Not in a failed transaction: there the result depends on what pgjdbc has described before. */
    private void described() throws SQLException {
        if (side.connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED) {
            return;
        }
        String sql =
                side.oneIn(2) ? parameterised() : side.oneOf(randomSql.query(), randomSql.returning(), randomSql.dml());
        boolean writesWhenDescribed =
                sql.startsWith("select") && sql.contains("ump"); // pgjdbc then executes it outside of the transaction
        PreparedStatement statement = writesWhenDescribed && isSimple() ? null : prepare(sql);
        if (statement == null) {
            return;
        }
        side.call(
                "PreparedStatement.getParameterMetaData", () -> Rendering.parameters(statement.getParameterMetaData()));
        side.call("PreparedStatement.getMetaData", () -> Rendering.metaData(statement.getMetaData()));
        side.call("PreparedStatement.getConnection", () -> statement.getConnection() == side.connection);
        close(statement);
    }

    private boolean isSimple() throws SQLException {
        return side.connection.unwrap(BaseConnection.class).getPreferQueryMode() == PreferQueryMode.SIMPLE;
    }

    private void typed() {
        PreparedStatement statement =
                prepare("insert into item (name, price, tags, made) values (?, ?, ?, ?) on conflict (name) do nothing");
        if (statement == null) {
            return;
        }
        String name = "item " + side.below(60);
        side.run("PreparedStatement.setCharacterStream", () -> statement.setCharacterStream(1, new StringReader(name)));
        side.run("PreparedStatement.setBigDecimal", () -> statement.setBigDecimal(2, new BigDecimal("7.25")));
        side.run(
                "PreparedStatement.setArray",
                () -> statement.setArray(
                        3, side.connection.createArrayOf("text", new String[] {"a", null, "it's {,}"})));
        if (side.oneIn(2)) {
            side.run("PreparedStatement.setDate", () -> statement.setDate(4, java.sql.Date.valueOf("1900-01-01")));
        } else {
            side.run("PreparedStatement.setObject", () -> statement.setObject(4, java.time.LocalDate.EPOCH));
        }
        side.call("PreparedStatement.executeUpdate", () -> statement.executeUpdate());
        side.call("PreparedStatement.executeUpdate", () -> statement.executeUpdate()); // the stream has been read
        close(statement);
    }
}
