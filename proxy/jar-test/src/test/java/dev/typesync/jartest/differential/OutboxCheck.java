package dev.typesync.jartest.differential;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** Compares the keys that triggers saw with the rows of typesync's outbox. */
record OutboxCheck(Connection connection) {
    /** The condition that outbox row {@code o} contains the key of {@code w}; some keys have several texts. */
    private static final String HAS_KEY = """
            (w.key = any (o.keys) or w.tbl in ('public.stamp', 'public.gauge', 'public.span', 'public.digest')
                and exists (select from unnest(o.keys) k where key_value(w.tbl, k) = key_value(w.tbl, w.key)))
            """;

    /** Asserts that every key is in the outbox, or a mark where one is allowed. */
    void assertKeysAreCaptured(Operations operations, AllowedMarks allowed) throws SQLException {
        System.out.println(countWitnessedKeys() + " keys witnessed, " + countSuperfluousKeys()
                + " more captured, marks " + marks());
        List<String> missing = missingKeys(operations);
        List<String> marked = markedInsteadOfKeys(operations, allowed);
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(missing.stream().limit(Comparison.MAX_DIFFERENCES))
                    .as(
                            "%d keys that the triggers saw are not in the outbox; typesync.seed=%d",
                            missing.size(), Comparison.SEED)
                    .isEmpty();
            softly.assertThat(marked.stream().limit(Comparison.MAX_DIFFERENCES))
                    .as("%d promised keys are only covered by a mark; typesync.seed=%d", marked.size(), Comparison.SEED)
                    .isEmpty();
        });
    }

    /** Keys that a trigger saw, but that the transaction's outbox rows neither contain nor cover by a mark. */
    private List<String> missingKeys(Operations operations) throws SQLException {
        return witnessed("""
                select w.* from witness w
                where not exists (select from typesync.outbox o
                    where o.xid = w.xid and o.tbl = w.tbl and (o.op = 'm' or %s))
                order by w.at""".formatted(HAS_KEY)).stream()
                .map(key -> key + " by " + operations.at(key.at()))
                .toList();
    }

    /** Keys that only a mark covers, although the statement was to give them. */
    private List<String> markedInsteadOfKeys(Operations operations, AllowedMarks allowed) throws SQLException {
        return witnessed("""
                with marks as (
                    select xid, tbl, string_agg(distinct tag, ', ') causes from typesync.outbox
                    where op = 'm' group by xid, tbl)
                select w.*, m.causes from witness w join marks m using (xid, tbl)
                where not exists (select from typesync.outbox o
                    where o.xid = w.xid and o.tbl = w.tbl and %s)
                order by w.at""".formatted(HAS_KEY)).stream()
                .filter(key -> !allowed.allow(operations.at(key.at()), key))
                .map(key -> key + " by " + operations.at(key.at()))
                .toList();
    }

    private List<WitnessedKey> witnessed(String sql) throws SQLException {
        List<WitnessedKey> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(WitnessedKey.read(rows));
            }
        }
        return found;
    }

    /**
     * The marks in the outbox, counted by cause. If everything were marked, the captured keys would be of little use.
     */
    private List<String> marks() throws SQLException {
        return Comparison.strings(
                connection,
                "select format('%s %s: %s', tbl, tag, count(*)) from typesync.outbox where op = 'm'"
                        + " group by tbl, tag order by 1");
    }

    /**
     * Keys in the outbox that no trigger saw. They are harmless, but show that a rewritten statement returns too much.
     */
    private long countSuperfluousKeys() throws SQLException {
        return Long.parseLong(Comparison.strings(connection, """
                select count(*)::text from typesync.outbox o, unnest(o.keys) k(key)
                where not exists (select from witness w where w.xid = o.xid and w.tbl = o.tbl and w.key = k.key)""").get(0));
    }

    private long countWitnessedKeys() throws SQLException {
        return Long.parseLong(Comparison.strings(connection, "select count(*)::text from witness")
                .get(0));
    }
}
