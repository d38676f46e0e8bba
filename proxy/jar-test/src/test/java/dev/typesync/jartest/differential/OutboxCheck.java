package dev.typesync.jartest.differential;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Compares the keys that triggers saw with the rows of typesync's outbox. */
record OutboxCheck(Connection connection) {
    /** Keys that a trigger saw, but that the transaction's outbox rows neither contain nor cover by a mark. */
    List<String> missingKeys() throws SQLException {
        return strings("""
                select w.tbl || ' ' || w.key || ' at ' || min(w.at) from witness w
                where not exists (select from typesync.outbox o
                    where o.xid = w.xid and o.tbl = w.tbl and (o.op = 'm' or w.key = any (o.keys)))
                group by w.tbl, w.key, w.xid order by min(w.at) limit 20""");
    }

    /** Keys that only a mark covers, although the statement was to give them. */
    List<String> markedInsteadOfKeys(Operations operations, AllowedMarks allowed) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        with marks as (
                            select xid, tbl, string_agg(distinct tag, ', ') causes from typesync.outbox
                            where op = 'm' group by xid, tbl)
                        select w.*, m.causes from witness w join marks m using (xid, tbl)
                        where not exists (select from typesync.outbox o
                            where o.xid = w.xid and o.tbl = w.tbl and w.key = any (o.keys))
                        order by w.at""")) {
            while (rows.next()) {
                WitnessedKey key = WitnessedKey.read(rows);
                Operation operation = operations.at(key.at());
                if (!allowed.allow(operation, key)) {
                    found.add(rows.getString("causes") + ": " + key + " by " + operation);
                }
            }
        }
        return found;
    }

    /**
     * The marks in the outbox, counted by cause. If everything were marked, the captured keys would be of little use.
     */
    List<String> marks() throws SQLException {
        return strings("select tbl || ' ' || tag || ': ' || count(*) from typesync.outbox where op = 'm'"
                + " group by tbl, tag order by 1");
    }

    /**
     * Keys in the outbox that no trigger saw. They are harmless, but show that a rewritten statement returns too much.
     */
    long countSuperfluousKeys() throws SQLException {
        return Long.parseLong(strings("""
                select count(*)::text from typesync.outbox o, unnest(o.keys) k(key)
                where not exists (select from witness w where w.xid = o.xid and w.tbl = o.tbl and w.key = k.key)""").get(0));
    }

    long countWitnessedKeys() throws SQLException {
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
