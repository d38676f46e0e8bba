package dev.typesync.replicator;

import dev.typesync.outbox.KeyText;
import dev.typesync.outbox.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Random;

/**
 * An application that writes rows and, like the driver, their keys into the outbox in the same transaction. Sometimes
 * it rolls back, or writes a mark instead of keys.
 */
final class RandomWriter {
    static final String[] TABLES = {
        "create table numbers (id int primary key, v int not null, w text)",
        "create table names (name text primary key, v int not null)",
        "create table pairs (a text, b int, v int not null, primary key (a, b))"
    };
    private static final int KEYS = 200;
    private static final String DEADLOCK = "40P01";
    private static final List<String> ODD_TEXTS =
            List.of("a:b", "\\", ":", "`", "it's", "ü€😀", " lead", "x,y", "[z]", "\"q\"", "&&", "100%");
    private static final TableId NUMBERS = new TableId("public", "numbers");
    private static final TableId NAMES = new TableId("public", "names");
    private static final TableId PAIRS = new TableId("public", "pairs");

    private final Connection connection;
    private final Random random;
    private int changeCount;

    RandomWriter(Connection connection, long seed) throws SQLException {
        this.connection = connection;
        this.random = new Random(seed);
        connection.setAutoCommit(false);
    }

    /** Runs one transaction of one to five changes. A deadlock counts as a rollback. */
    void transaction() throws SQLException {
        try {
            changes();
        } catch (SQLException e) {
            connection.rollback();
            if (!DEADLOCK.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private void changes() throws SQLException {
        int statements = 1 + random.nextInt(5);
        for (int i = 0; i < statements; i++) {
            Savepoint savepoint = random.nextInt(10) == 0 ? connection.setSavepoint() : null;
            change();
            if (savepoint != null) {
                connection.rollback(savepoint);
            }
        }
        if (random.nextInt(8) == 0) {
            connection.rollback();
        } else {
            connection.commit();
        }
    }

    private void change() throws SQLException {
        changeCount++;
        switch (random.nextInt(7)) {
            case 0, 1 -> changeNumber();
            case 2, 3 -> changeName();
            case 4, 5 -> changePair();
            default -> changeManyNumbers();
        }
    }

    private void changeNumber() throws SQLException {
        int id = random.nextInt(KEYS);
        if (random.nextInt(4) == 0) {
            update("delete from numbers where id = ?", id);
        } else {
            update(
                    "insert into numbers values (?, ?, 'w') on conflict (id) do update set v = excluded.v",
                    id,
                    random.nextInt());
        }
        writeKey(NUMBERS, String.valueOf(id));
    }

    private void changeName() throws SQLException {
        String name = ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size())) + random.nextInt(KEYS / ODD_TEXTS.size());
        if (random.nextInt(4) == 0) {
            update("delete from names where name = ?", name);
        } else {
            update(
                    "insert into names values (?, ?) on conflict (name) do update set v = excluded.v",
                    name,
                    random.nextInt());
        }
        writeKey(NAMES, name);
    }

    private void changePair() throws SQLException {
        String a = ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()));
        int b = random.nextInt(20);
        if (random.nextInt(4) == 0) {
            update("delete from pairs where a = ? and b = ?", a, b);
        } else {
            update(
                    "insert into pairs values (?, ?, ?) on conflict (a, b) do update set v = excluded.v",
                    a,
                    b,
                    random.nextInt());
        }
        writeKey(PAIRS, KeyText.join(List.of(a, String.valueOf(b))));
    }

    /** Changes several rows by one statement, and writes one outbox row: all their keys, or a mark. */
    private void changeManyNumbers() throws SQLException {
        int remainder = random.nextInt(50);
        if (random.nextInt(20) == 0) {
            update("insert into typesync.outbox (tbl, op, tag) values ('public.numbers', 'm', 'COPY')");
            update("update numbers set v = v # 1 where id % 50 = ?", remainder);
        } else {
            update(
                    "with c as (update numbers set v = v # 1 where id % 50 = ? returning id::text k)"
                            + " insert into typesync.outbox (tbl, op, keys)"
                            + " select 'public.numbers', 'k', array_agg(k) from c having count(*) > 0",
                    remainder);
        }
    }

    private void writeKey(TableId table, String key) throws SQLException {
        update("insert into typesync.outbox (tbl, op, keys) values (?, 'k', array[?])", table.quoted(), key);
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    int changeCount() {
        return changeCount;
    }
}
