package dev.typesync.source;

import static java.util.stream.Collectors.joining;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.SqlQuoting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * The outbox table in the database. It is read in the order of its heap.
 *
 * <p>{@code ctid >= …} is a TID range scan (PostgreSQL 14 and later). It needs no index and no watermark: a row that
 * becomes visible late is found in a later round, wherever it is. Rows are never updated, so a row keeps its ctid as
 * long as it exists.
 *
 * <p>A page has at most {@value #MAX_ROWS} rows and about {@value #MAX_BYTES} bytes. One statement looks at no more than
 * {@value #MAX_BLOCKS} blocks of the heap, so it is short even if most rows are dead or not selected.
 */
public final class DatabaseOutboxTable implements OutboxTable {
    static final int MAX_ROWS = 500;
    static final int MAX_BYTES = 512 * 1024;
    static final int MAX_BLOCKS = 1024;

    /** Both numbers as they are stored, because any value of them can be sent, an infinite time as well. */
    private static final String IDENTITY = "pg_catalog.encode(pg_catalog.xid8send(xid) OPERATOR(pg_catalog.||)"
            + " pg_catalog.timestamptz_send(at), 'hex'::pg_catalog.text)";

    private final DatabaseLink link;
    private final String readSelected;
    private final String readOthers;
    private final String delete;

    public DatabaseOutboxTable(DatabaseLink link, OutboxSchema schema) {
        this.link = link;
        String selected = "tbl OPERATOR(pg_catalog.=) any (?::pg_catalog.text[])";
        readSelected = read(schema, selected);
        readOthers = read(schema, "not (" + selected + ")");
        delete = "with mine as materialized (select from " + schema.object("lease") + Ownership.CONDITION
                + " and pg_catalog.set_config('synchronous_commit'::pg_catalog.text, 'off'::pg_catalog.text, true) is not null"
                + "), gone as (delete from " + schema.table()
                + " where ctid OPERATOR(pg_catalog.=) any (?::pg_catalog.tid[]) and (ctid, " + IDENTITY
                + ") OPERATOR(pg_catalog.=) any (select * from rows from (pg_catalog.unnest(?::pg_catalog.tid[]),"
                + " pg_catalog.unnest(?::pg_catalog.text[])) as asked)"
                + " and exists (select from mine) returning 1)"
                + " select (select pg_catalog.count(*) from mine), (select pg_catalog.count(*) from gone)";
    }

    /** The statement returns at least one row, for the size of the heap. */
    private static String read(OutboxSchema schema, String selection) {
        return "with page as materialized (select ctid, xid, at, tbl, op, keys, tag, " + OutboxRowReader.KEY_BYTES
                + " bytes from " + schema.table() + " where ctid OPERATOR(pg_catalog.>=) ?::pg_catalog.tid"
                + " and ctid OPERATOR(pg_catalog.<) ?::pg_catalog.tid and " + selection + " limit " + MAX_ROWS
                + "), bounded as (select page.*, pg_catalog.count(*) over () total, pg_catalog.sum(bytes) over"
                + " (rows unbounded preceding) upto from page) select heap.blocks, total,"
                + " pg_catalog.textin(pg_catalog.tidout(ctid)), " + IDENTITY + ", " + OutboxRowReader.COLUMNS
                + " from (select pg_catalog.pg_relation_size(" + SqlQuoting.literal(schema.table())
                + "::pg_catalog.regclass, 'main'::pg_catalog.text) OPERATOR(pg_catalog./)"
                + " pg_catalog.int8in(pg_catalog.textout(pg_catalog.current_setting('block_size'::pg_catalog.text)))) heap"
                + " (blocks) left join bounded on upto OPERATOR(pg_catalog.-) bytes OPERATOR(pg_catalog.<) "
                + MAX_BYTES + "::pg_catalog.int8";
    }

    @Override
    public OutboxPage read(long from, Selection selection) throws SQLException {
        long until = Place.ofBlock(Place.block(from) + MAX_BLOCKS);
        return link.run(connection -> {
            String sql = selection.others() ? readOthers : readSelected;
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setObject(1, Place.text(from), Types.OTHER); // has no type of its own: no cast is used
                query.setObject(2, Place.text(until), Types.OTHER);
                query.setArray(3, connection.createArrayOf("text", TableNames.of(selection.tables())));
                try (ResultSet result = query.executeQuery()) {
                    return page(result, until);
                }
            }
        });
    }

    private static OutboxPage page(ResultSet result, long until) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        long blocks = 0;
        long total = 0;
        while (result.next()) {
            blocks = result.getLong(1);
            total = result.getLong(2);
            if (result.getString(3) != null) {
                rows.add(OutboxRowReader.row(Place.parse(result.getString(3)), result));
            }
        }
        if (total == MAX_ROWS || rows.size() < total) {
            return new OutboxPage(rows, rows.get(rows.size() - 1).id().place() + 1, false);
        }
        boolean end = Place.block(until) >= blocks;
        return new OutboxPage(rows, end ? Place.ofBlock(Math.max(0, blocks - 1)) : until, end);
    }

    /** Does not wait for the disk: if the server loses the commit in a crash, the changes are delivered once more. */
    @Override
    public boolean delete(Ownership ownership, List<OutboxRow.Id> rows) throws SQLException {
        return link.run(connection -> delete(connection, ownership, rows));
    }

    private boolean delete(Connection connection, Ownership ownership, List<OutboxRow.Id> rows) throws SQLException {
        String places =
                rows.stream().map(row -> '"' + Place.text(row.place()) + '"').collect(joining(",", "{", "}"));
        Object[] identities = rows.stream().map(OutboxRowReader::identity).toArray();
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setString(1, ownership.process());
            statement.setLong(2, ownership.epoch());
            statement.setObject(3, places, Types.OTHER);
            statement.setObject(4, places, Types.OTHER);
            statement.setArray(5, connection.createArrayOf("text", identities));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1) == 1;
            }
        }
    }
}
