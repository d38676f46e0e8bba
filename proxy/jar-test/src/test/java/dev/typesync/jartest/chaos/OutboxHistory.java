package dev.typesync.jartest.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was ever written into the outbox. A trigger of the test keeps it, in the transactions of the changes;
 * so no mark escapes, however short its life.
 */
final class OutboxHistory {
    private static final String DDL = """
            create schema chaos;
            create table chaos.history (at timestamptz, xid xid8, tbl text, op "char", keys text[], tag text);
            create index on chaos.history using gin (keys);
            create function chaos.remember() returns trigger language plpgsql security definer
              set search_path = pg_catalog, pg_temp as $$
            begin
              insert into chaos.history values (clock_timestamp(), new.xid, left(new.tbl, 100), new.op,
                case when cardinality(new.keys) <= 1000 and pg_column_size(new.keys) < 100000
                     and array_ndims(new.keys) = 1 then array(select left(k, 200) from unnest(new.keys) k) end,
                left(new.tag, 200));
              return null;
            end $$;
            create trigger remember after insert on typesync.outbox for each row execute function chaos.remember();
            """;

    private OutboxHistory() {}

    /** The outbox must be there. */
    static void keep(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(DDL);
        }
    }

    /** The marks, by cause. */
    static List<String> marks(Connection connection) throws SQLException {
        return lines(
                connection,
                "select tbl || ' ' || coalesce(tag, '') || ': ' || count(*) || ', first at ' || min(at)"
                        + " from chaos.history where op = 'm' group by tbl, tag order by 1");
    }

    static long rows(Connection connection) throws SQLException {
        return Long.parseLong(
                lines(connection, "select count(*)::text from chaos.history").get(0));
    }

    /** For how long the oldest key has waited. */
    static long longestWaitMillis(Connection connection) throws SQLException {
        String sql = "select coalesce(extract(epoch from clock_timestamp() - min(at)) * 1000, 0)::bigint::text"
                + " from typesync.outbox where op = 'k' and isfinite(at)"
                + " and tbl in ('public.items', 'public.labels', 'public.lines', 'public.counters', 'public.articles')";
        return Long.parseLong(lines(connection, sql).get(0));
    }

    /** The last rows with this key of the table. */
    static List<String> lastOf(Connection connection, String table, String key) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select at || ' xid ' || xid::text || ' ' || tbl || ' '"
                        + " || op::text || ' ' || cardinality(keys) || ' keys' from chaos.history"
                        + " where tbl = ? and keys @> array[?::text] order by at desc limit 8")) {
            query.setString(1, "public." + table);
            query.setString(2, key);
            return lines(query.executeQuery());
        }
    }

    /** What waits in the outbox now. */
    static List<String> waiting(Connection connection) throws SQLException {
        return lines(
                connection,
                "select 'waiting: ' || left(tbl, 100) || ' ' || op::text || ': ' || count(*) || ', first ' || min(at)"
                        + " from typesync.outbox group by tbl, op order by 1");
    }

    private static List<String> lines(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return lines(statement.executeQuery(sql));
        }
    }

    private static List<String> lines(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            lines.add(rows.getString(1));
        }
        return lines;
    }
}
