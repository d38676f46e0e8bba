package dev.typesync.jartest.differential;

import java.sql.ResultSet;

/** Uses an open {@link ResultSet} like an application. */
record Cursor(Side side, ResultSet rows) {
    void move() {
        side.call("ResultSetMetaData", () -> Rendering.metaData(rows.getMetaData()));
        side.call("ResultSet.getConcurrency", rows::getConcurrency);
        side.call("ResultSet.getHoldability", rows::getHoldability); // pgjdbc does not support it
        for (int i = 0; i < 6; i++) {
            switch (side.below(9)) {
                case 0 -> side.call("ResultSet.absolute", () -> rows.absolute(2));
                case 1 -> side.call("ResultSet.relative", () -> rows.relative(-1));
                case 2 -> side.call("ResultSet.last", rows::last);
                case 3 -> side.call("ResultSet.previous", rows::previous);
                case 4 -> side.run("ResultSet.beforeFirst", rows::beforeFirst);
                case 5 -> side.call("ResultSet.findColumn", () -> rows.findColumn("NAME"));
                default -> side.call("ResultSet.next", rows::next);
            }
            side.call("ResultSet.getRow", rows::getRow);
        }
        values();
        side.call("ResultSet.isLast", rows::isLast);
        side.call("ResultSet.rowUpdated", rows::rowUpdated);
        side.call("ResultSet.getCursorName", rows::getCursorName);
        side.call("ResultSet.unwrap", () -> rows.isWrapperFor(org.postgresql.core.BaseStatement.class));
        side.run("ResultSet.close", rows::close);
        side.call("ResultSet.getInt", () -> rows.getInt(1));
    }

    private void values() {
        side.call("ResultSet.getString", () -> rows.getString(1));
        side.call("ResultSet.wasNull", rows::wasNull);
        side.call("ResultSet.getLong", () -> rows.getLong(1));
        side.call("ResultSet.getBigDecimal", () -> rows.getBigDecimal("price"));
        side.call("ResultSet.getObject(class)", () -> rows.getObject(1, Long.class));
        side.call("ResultSet.getBytes", () -> rows.getBytes(2));
        side.call("ResultSet.getDate", () -> rows.getDate(2));
        side.call("ResultSet.getString(label)", () -> rows.getString("no such column"));
    }
}
