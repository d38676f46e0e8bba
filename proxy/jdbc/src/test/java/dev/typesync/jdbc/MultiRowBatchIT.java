package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch that typesync sends as one multi-row statement, on a statement other than the application's. */
class MultiRowBatchIT {
    private CapturedDatabase database;
    private Connection rewriting;

    @BeforeEach
    void open() throws Exception {
        database = new CapturedDatabase(List.of("item"), """
                create table item (id int primary key, name text);
                create function tell() returns trigger language plpgsql as $$ begin
                    if new.name = 'slow' then perform pg_sleep(60); end if;
                    raise warning 'item %', new.id; return new; end $$;
                create trigger tell before insert on item for each row execute function tell()""");
        rewriting = database.open("&reWriteBatchedInserts=true");
    }

    @AfterEach
    void close() throws SQLException {
        rewriting.close();
        database.close();
    }

    private static void add(PreparedStatement insert, int rows, String name) throws SQLException {
        for (int i = 1; i <= rows; i++) {
            insert.setInt(1, i);
            insert.setString(2, name);
            insert.addBatch();
        }
    }

    @Test
    void showsTheWarningsOfTheBatchAtTheStatement() throws SQLException {
        try (PreparedStatement insert = rewriting.prepareStatement("insert into item values (?, ?)")) {
            add(insert, 5, "quick");
            insert.executeBatch();
            List<String> warnings = new ArrayList<>();
            for (SQLWarning each = insert.getWarnings(); each != null; each = each.getNextWarning()) {
                warnings.add(each.getMessage());
            }
            assertThat(warnings).containsExactly("item 1", "item 2", "item 3", "item 4", "item 5");
        }
    }

    /** The role may not read the key, so the table is marked: the driver still makes one statement of the batch. */
    @Test
    void givesTheCountsOfTheDriverIfTheTableIsMarked() throws Exception {
        database.executePlain("create role writer; grant insert on item to writer");
        try (Connection plain = database.openPlain("&reWriteBatchedInserts=true")) {
            List<String> expected = countsOfWriter(plain, 100);
            assertThat(expected).contains("[-2, -2, 1]");
            assertThat(countsOfWriter(rewriting, 200)).isEqualTo(expected);
        } finally {
            database.execute("drop owned by writer; drop role writer");
        }
        assertThat(database.marks()).isNotEmpty();
    }

    private static List<String> countsOfWriter(Connection connection, int id) throws SQLException {
        CapturedDatabase.execute(connection, "set role writer");
        List<String> counts = new ArrayList<>();
        for (String sql : List.of(
                "insert into item values (?, ?)",
                "insert into item values (?, ?) on conflict do nothing",
                "insert into item select ?::int, ?")) {
            for (boolean autocommit : List.of(true, false)) {
                connection.setAutoCommit(autocommit);
                try (PreparedStatement insert = connection.prepareStatement(sql)) {
                    for (int i = 0; i < 3; i++) {
                        insert.setInt(1, id + 10 * counts.size() + i);
                        insert.setString(2, "quick");
                        insert.addBatch();
                    }
                    counts.add(Arrays.toString(insert.executeBatch()));
                }
                connection.setAutoCommit(true);
            }
        }
        return counts;
    }

    @Test
    void cancelsTheBatch() throws Exception {
        try (PreparedStatement insert = rewriting.prepareStatement("insert into item values (?, ?)")) {
            add(insert, 5, "slow");
            CompletableFuture<String> result =
                    CompletableFuture.supplyAsync(() -> DatabasePair.outcome(insert::executeBatch));
            Awaitility.await()
                    .until(() -> !database.strings(
                                    "select pid::text from pg_stat_activity where wait_event = 'PgSleep'")
                            .isEmpty());
            insert.cancel();
            assertThat(result.get()).contains("57014");
        }
        assertThat(database.outbox()).isEmpty();
    }
}
