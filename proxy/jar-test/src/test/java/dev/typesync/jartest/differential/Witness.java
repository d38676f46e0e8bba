package dev.typesync.jartest.differential;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Compares what the triggers saw with what typesync wrote into its outbox. */
record Witness(Connection connection) {
    /** Keys that a trigger saw and of which the transaction's outbox rows know nothing, not even by a mark. */
    List<String> missed() throws SQLException {
        return strings("""
                select w.tbl || ' ' || w.key from witness w
                where not exists (select from typesync.outbox o
                    where o.xid = w.xid and o.tbl = w.tbl and (o.op = 'm' or w.key = any (o.keys)))
                group by w.tbl, w.key, w.xid order by 1 limit 20""");
    }

    /** How much of the outbox is marks: the capture of keys would be worth little if all were marked. */
    List<String> marks() throws SQLException {
        return strings("select tbl || ' ' || tag || ': ' || count(*) from typesync.outbox where op = 'm'"
                + " group by tbl, tag order by 1");
    }

    /** Keys in the outbox that no trigger saw: harmless, but a form that writes too many is not the plainest. */
    long superfluous() throws SQLException {
        return Long.parseLong(strings("""
                select count(*)::text from typesync.outbox o, unnest(o.keys) k(key)
                where not exists (select from witness w where w.xid = o.xid and w.tbl = o.tbl and w.key = k.key)""").get(0));
    }

    long witnessed() throws SQLException {
        return Long.parseLong(strings("select count(*)::text from witness").get(0));
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
