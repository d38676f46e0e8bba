package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Other sessions add, change or commit rows while a DELETE with foreign key actions is running. */
class CascadeRaceIT {
    private static final long SEED = Long.getLong("typesync.seed", System.nanoTime());
    /** Number of statements that each writer executes. */
    private static final int STATEMENTS = Integer.getInteger("typesync.cascade.statements", 150);

    private static final String SCHEMA = """
            create table author (id int primary key, kind int);
            create table book (id int primary key, author int references author on delete cascade,
                next int references book on delete set null);
            create table page (book int references book on delete cascade on update cascade, no int, primary key (book, no));
            create table witness (xid xid8 not null default pg_current_xact_id(), tbl text, key text);
            create function witness() returns trigger language plpgsql as $$
                begin
                    execute format('insert into witness (tbl, key) select %L, %s from (select ($1).*) r',
                        tg_argv[0], tg_argv[1]) using coalesce(new, old);
                    return null;
                end $$;
            create trigger witness after insert or update or delete on book
                for each row execute function witness('public.book', 'r.id::text');
            create trigger witness after insert or update or delete on page
                for each row execute function witness('public.page', 'r.book || '':'' || r.no');
            """;

    private CapturedDatabase database;
    private ExecutorService threads;

    @BeforeEach
    void open() throws Exception {
        database = new CapturedDatabase(List.of("book", "page"), SCHEMA);
        threads = Executors.newCachedThreadPool();
        database.executePlain("insert into author values (1, 1), (2, 2); insert into book values (1, 1), (2, 2);"
                + " insert into page values (1, 1)");
        database.executePlain("truncate witness");
    }

    @AfterEach
    void close() throws SQLException {
        threads.shutdownNow();
        database.close();
    }

    private Future<Integer> deleteInBackground(String sql) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return database.update(sql);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                threads);
    }

    /** Executes statements in another session, and commits them when the DELETE waits for their locks. */
    private void deleteWhileAnotherSessionExecutes(String... statements) throws Exception {
        try (Connection other = database.open("")) {
            other.setAutoCommit(false);
            for (String sql : statements) {
                CapturedDatabase.execute(other, sql);
            }
            Future<Integer> delete = deleteInBackground("delete from author where id = 1");
            awaitLockWait();
            other.commit();
            assertThat(delete.get()).isEqualTo(1);
        }
    }

    private void awaitLockWait() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (Statement statement = database.plain.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity"
                            + " where datname = current_database() and wait_event_type = 'Lock'")) {
                row.next();
                return row.getInt(1) > 0;
            }
        });
    }

    @Test
    void capturesAChildThatIsCommittedWhileTheDeleteWaitsForItsParent() throws Exception {
        deleteWhileAnotherSessionExecutes("insert into book values (3, 1)");
        assertThat(missingKeys()).isEmpty();
        assertThat(database.marks()).isEmpty();
    }

    @Test
    void capturesTheChildrenOfAParentThatIsUpdatedMeanwhile() throws Exception {
        deleteWhileAnotherSessionExecutes("update author set kind = 3 where id = 1", "insert into book values (3, 1)");
        assertThat(missingKeys()).isEmpty();
        assertThat(database.marks()).isEmpty();
    }

    @Test
    void capturesAGrandchildThatIsCommittedWhileTheDeleteWaitsForItsParent() throws Exception {
        deleteWhileAnotherSessionExecutes("insert into page values (1, 7)");
        assertThat(missingKeys()).isEmpty();
        assertThat(database.marks()).isEmpty();
    }

    @Test
    void capturesTheNewKeyOfAChildWhoseKeyChangesMeanwhile() throws Exception {
        deleteWhileAnotherSessionExecutes("update page set no = 8 where book = 1");
        assertThat(missingKeys()).isEmpty();
        // before version 18, the UPDATE marks the table for another reason
        assertThat(database.marks()).noneMatch(mark -> mark.endsWith("foreign key"));
    }

    @Test
    void doesNotFailUnderRepeatableReadWhenAChildHasMovedToAnotherParent() throws Exception {
        List<Connection> sides = List.of(database.openPlain(""), database.open(""));
        for (int i = 0; i < 2; i++) {
            try (Connection connection = sides.get(i)) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                CapturedDatabase.execute(connection, "select count(*) from book");
                database.executePlain("update book set author = 2 where author = 1");
                try (Statement delete = connection.createStatement()) {
                    assertThat(delete.executeUpdate("delete from author where id = 1"))
                            .isEqualTo(1);
                }
                connection.rollback();
                database.executePlain("update book set author = 1 where id = 1");
            }
        }
    }

    @Test
    void marksADeleteOfARowThatWasNotLocked() throws Exception {
        try (Connection other = database.open("")) {
            other.setAutoCommit(false);
            CapturedDatabase.execute(other, "update book set next = null where id = 1");
            Future<Integer> delete = deleteInBackground("delete from author where kind = 1");
            awaitLockWait(); // the DELETE has locked the parent and waits for the child
            database.executePlain("insert into author values (5, 1); insert into book values (5, 5)");
            other.commit();
            assertThat(delete.get()).isEqualTo(2);
        }
        assertThat(database.marks()).containsExactlyInAnyOrder("public.book foreign key", "public.page foreign key");
    }

    @Test
    void capturesAllKeysDuringConcurrentWrites() throws Exception {
        System.out.println("typesync.seed=" + SEED);
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Random random = new Random(SEED + i);
            boolean repeatable = i == 3;
            writers.add(threads.submit(() -> write(random, repeatable)));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(missingKeys()).as("typesync.seed=" + SEED).isEmpty();
        System.out.println("marks " + database.marks().size() + ", keys "
                + (keysOf("public.book").size() + keysOf("public.page").size()));
    }

    private Void write(Random random, boolean repeatable) throws SQLException {
        try (Connection connection = database.open("")) {
            if (repeatable) {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            for (int i = 0; i < STATEMENTS; i++) {
                try {
                    CapturedDatabase.execute(connection, statement(random));
                } catch (SQLException expected) { // a conflict with another writer, or a deadlock
                    assertThat(expected.getSQLState()).matches("23503|23505|40001|40P01");
                }
            }
        }
        return null;
    }

    private static String statement(Random random) {
        int author = random.nextInt(4);
        int book = random.nextInt(12);
        return switch (random.nextInt(8)) {
            case 0 -> "insert into author values (" + author + ", " + author % 2 + ") on conflict do nothing";
            case 1, 2 ->
                "insert into book values (" + book + ", " + author + ", null) on conflict (id) do update set author = "
                        + author;
            case 3, 4 -> "insert into page values (" + book + ", " + random.nextInt(5) + ") on conflict do nothing";
            case 5 -> "update book set next = " + random.nextInt(12) + " where id = " + book;
            case 6 -> "delete from author where kind = " + author % 2;
            default -> "delete from author where id = " + author;
        };
    }

    /**
     * Keys that a trigger saw, but that the outbox rows of the same transaction neither contain nor cover by a mark.
     */
    private List<String> missingKeys() throws SQLException {
        return database.strings(
                "select w.tbl || ' ' || w.key from witness w where not exists (select from typesync.outbox o"
                        + " where o.xid = w.xid and o.tbl = w.tbl and (o.op = 'm' or w.key = any (o.keys))) limit 20");
    }

    private List<String> keysOf(String table) throws SQLException {
        return database.strings("select distinct unnest(keys) from typesync.outbox where tbl = '" + table + "'");
    }
}
