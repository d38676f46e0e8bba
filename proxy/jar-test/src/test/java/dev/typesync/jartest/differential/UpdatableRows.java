package dev.typesync.jartest.differential;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/** Writes rows through an updatable result set, like an application. */
final class UpdatableRows {
    private final Side side;

    /**
     * A query whose result can be written.
     *
     * @param key a column of the primary key; a write may set it as well
     */
    private record Query(String sql, String key, String column) {}

    UpdatableRows(Side side) {
        this.side = side;
    }

    void step() {
        Query query = side.oneOf(
                new Query("select id, name, price from item order by id", "id", "name"),
                new Query("select upper(body) as loud, note.* from note order by code", "code", "body"),
                new Query("select no, order_id, remark, qty from line order by order_id, no", "no", "remark"),
                new Query("select t, id from public.plain order by id", "id", "t"),
                new Query("select body, code from note order by n, code", "code", "body"),
                new Query("select remark, no from line order by order_id, no", "no", "remark"));
        int type = side.oneOf(ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE);
        Connection connection = side.connection;
        Statement statement = side.call(
                "Connection.createStatement(type, concurrency)",
                () -> connection.createStatement(type, ResultSet.CONCUR_UPDATABLE));
        if (statement == null) {
            return;
        }
        side.sql(query.sql());
        ResultSet rows = side.call("Statement.executeQuery", () -> statement.executeQuery(query.sql()));
        if (rows != null) {
            for (int i = side.below(5); i >= 0; i--) {
                write(rows, query);
            }
            side.run("ResultSet.close", rows::close);
        }
        side.run("Statement.close", statement::close);
    }

    private void write(ResultSet rows, Query query) {
        for (int i = side.below(4); i > 0; i--) {
            side.call("ResultSet.next", rows::next);
        }
        switch (side.below(8)) {
            case 0, 1, 2 -> update(rows, query);
            case 3, 4 -> insert(rows, query);
            case 5 -> side.run("ResultSet.deleteRow", rows::deleteRow);
            case 6 -> side.run("ResultSet.refreshRow", rows::refreshRow);
            default -> side.run("ResultSet.updateRow", rows::updateRow); // no column was set
        }
        side.call("ResultSet.getString(label)", () -> rows.getString(query.key()));
        side.call("ResultSet.getString(label)", () -> rows.getString(query.column()));
        side.call("ResultSet.rowUpdated", rows::rowUpdated);
        side.call("ResultSet.getRow", rows::getRow);
    }

    private void update(ResultSet rows, Query query) {
        set(rows, query.column());
        if (side.oneIn(5)) {
            setKey(rows, query.key());
        }
        if (side.oneIn(6)) {
            side.run("ResultSet.cancelRowUpdates", rows::cancelRowUpdates);
        }
        side.run("ResultSet.updateRow", rows::updateRow);
    }

    private void insert(ResultSet rows, Query query) {
        side.run("ResultSet.moveToInsertRow", rows::moveToInsertRow);
        set(rows, query.column());
        if (side.oneIn(2)) {
            setKey(rows, query.key());
        }
        if (query.key().equals("no")) {
            int order = side.below(9);
            side.run("ResultSet.updateInt", () -> rows.updateInt("order_id", order));
        }
        side.run("ResultSet.insertRow", rows::insertRow);
        side.call("ResultSet.getString(label)", () -> rows.getString(query.key()));
        side.run("ResultSet.moveToCurrentRow", rows::moveToCurrentRow);
    }

    private void set(ResultSet rows, String column) {
        String text = side.oneOf("tea", "it's", "item " + side.below(60), "");
        switch (side.below(4)) {
            case 0 -> side.run("ResultSet.updateNull", () -> rows.updateNull(column));
            case 1 -> side.run("ResultSet.updateObject", () -> rows.updateObject(column, text));
            default -> side.run("ResultSet.updateString", () -> rows.updateString(column, text));
        }
        if (side.oneIn(6)) {
            side.run("ResultSet.updateBigDecimal", () -> rows.updateBigDecimal("price", new BigDecimal("7.25")));
        }
    }

    private void setKey(ResultSet rows, String key) {
        int number = side.below(40);
        if (key.equals("code")) {
            String code = side.oneOf("c" + number, "u" + number, "long".repeat(6));
            side.run("ResultSet.updateString", () -> rows.updateString(key, code));
        } else {
            side.run("ResultSet.updateLong", () -> rows.updateLong(key, 500 + number));
        }
    }
}
