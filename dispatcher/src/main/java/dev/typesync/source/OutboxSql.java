package dev.typesync.source;

import static java.util.stream.Collectors.joining;

import dev.typesync.outbox.OutboxSchema;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the outbox in the order of its heap and deletes acknowledged rows.
 *
 * <p>{@code ctid >= …} is a TID range scan (PostgreSQL 14 and later). It needs no index and no watermark: a row that
 * becomes visible late is found in a later round, wherever it is. Rows are never updated, so a row keeps its ctid as
 * long as it exists.
 */
final class OutboxSql {
    private final String read;
    private final String delete;

    OutboxSql(OutboxSchema schema) {
        String xid = "pg_catalog.int8in(pg_catalog.xid8out(xid))";
        String micros = "(extract(epoch from at) OPERATOR(pg_catalog.*) 1000000::pg_catalog.numeric)::pg_catalog.int8";
        read = "select pg_catalog.textin(pg_catalog.tidout(ctid)), " + xid + ", " + micros
                + ", tbl, op, keys, tag from " + schema.table()
                + " where ctid OPERATOR(pg_catalog.>=) ?::pg_catalog.tid limit ?";
        delete = "with mine as materialized (select from " + schema.object("lease") + Ownership.CONDITION
                + "), gone as (delete from " + schema.table()
                + " where ctid OPERATOR(pg_catalog.=) any (?::pg_catalog.tid[]) and (ctid, " + xid + ", " + micros
                + ") OPERATOR(pg_catalog.=) any (select * from rows from (pg_catalog.unnest(?::pg_catalog.tid[]),"
                + " pg_catalog.unnest(?::pg_catalog.int8[]), pg_catalog.unnest(?::pg_catalog.int8[])) as asked)"
                + " and exists (select from mine) returning 1)"
                + " select (select pg_catalog.count(*) from mine), (select pg_catalog.count(*) from gone)";
    }

    List<OutboxRow> read(Connection connection, String fromCtid, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(read)) {
            query.setObject(1, fromCtid, Types.OTHER); // has no type of its own: no cast is used
            query.setInt(2, limit);
            List<OutboxRow> rows = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
            return rows;
        }
    }

    private static OutboxRow row(ResultSet row) throws SQLException {
        return new OutboxRow(
                new OutboxRow.Id(row.getString(1), row.getLong(2), row.getLong(3)),
                row.getString(4),
                row.getString(5).charAt(0),
                keys(row.getArray(6)),
                row.getString(7));
    }

    private static List<String> keys(@Nullable Array array) throws SQLException {
        if (array == null) {
            return List.of();
        }
        // a key is never NULL; a NULL element would identify no row
        return Arrays.stream((String[]) array.getArray())
                .filter(key -> key != null)
                .toList();
    }

    /**
     * Deletes exactly these rows, if this process still owns the outbox.
     *
     * @return false if another process owns the outbox
     */
    boolean delete(Connection connection, Ownership ownership, List<OutboxRow.Id> rows) throws SQLException {
        String ctids = rows.stream().map(row -> '"' + row.ctid() + '"').collect(joining(",", "{", "}"));
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setString(1, ownership.process());
            statement.setLong(2, ownership.epoch());
            statement.setObject(3, ctids, Types.OTHER);
            statement.setObject(4, ctids, Types.OTHER);
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "int8", rows.stream().map(OutboxRow.Id::xid).toArray()));
            statement.setArray(
                    6,
                    connection.createArrayOf(
                            "int8", rows.stream().map(OutboxRow.Id::atMicros).toArray()));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1) == 1;
            }
        }
    }

    /** The next place in the heap after this one. */
    static String after(String ctid) {
        int comma = ctid.indexOf(',');
        int offset = Integer.parseInt(ctid.substring(comma + 1, ctid.length() - 1));
        return ctid.substring(0, comma + 1) + (offset + 1) + ")";
    }
}
