package dev.typesync.replicator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.Stage;
import dev.typesync.replicator.status.StatusReader;
import dev.typesync.source.DatabaseLink;
import dev.typesync.source.Ownership;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps the outbox from growing without limit: too many keys become marks, and unknown rows go after a day. */
class OutboxUpkeepIT {
    private static final OutboxSchema SCHEMA = new OutboxSchema("typesync");

    private Stage stage;
    private DatabaseLink link;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        link = new DatabaseLink(stage::connect);
        stage.sql("insert into typesync.collection (name, tbl, config_hash, state) values"
                + " ('books', 'public.books', 'mine', 'live'), ('films', 'public.\"order\"', 'mine', 'live')");
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        stage.close();
    }

    @Test
    void replacesTheKeysOfEachTableByMarksAndNeverWaitsForALockedRow() throws Exception {
        keys("public.books", 100_000);
        keys("public.\"order\"", 10);
        keys("no.such", 5);
        try (Connection other = stage.connect()) {
            other.setAutoCommit(false);
            stage.sql(other, "select from typesync.outbox where keys = '{7}' for update");
            run(new OutboxLimit(link, SCHEMA, "me", 50_000));
            other.rollback();
        }

        assertThat(count("op = 'k' and tbl = 'public.books'")).isEqualTo(1);
        assertThat(count("op = 'k' and tbl = 'no.such'")).isEqualTo(5);
        assertThat(stage.text("select string_agg(distinct tbl || ' ' || tag, ',' order by tbl || ' ' || tag)"
                        + " from typesync.outbox where op = 'm'"))
                .isEqualTo("public.\"order\" maxOutboxKeys,public.books maxOutboxKeys");
    }

    @Test
    void keepsTheKeysUpToTheLimit() throws Exception {
        keys("public.books", 100_000);
        run(new OutboxLimit(link, SCHEMA, "me", 100_000));

        assertThat(count("op = 'k'")).isEqualTo(100_000);
    }

    @Test
    void leavesTheOutboxToItsOwnerForAMinute() throws Exception {
        stage.sql("insert into typesync.lease values ('outbox', 1, 'other', now() + interval '1 hour', false)");
        keys("public.books", 100_000);
        OutboxLimit limit = new OutboxLimit(link, SCHEMA, "me", 50_000);

        assertThat(limit.step()).isEqualTo(Duration.ofMinutes(1));
        assertThat(count("op = 'k'")).isEqualTo(100_000);
        run(limit);
        assertThat(count("op = 'k'")).isZero();
    }

    @Test
    void removesRowsThatNobodyKnowsAfterADay() throws Exception {
        lease();
        rows("'yesterday'");
        rows("'now'");
        UnknownTables unknown = unknown();
        while (unknown.step().compareTo(Duration.ofMinutes(1)) < 0) {}

        assertThat(stage.text(
                        "select string_agg(tbl || ' ' || op::text, ',' order by at, tbl, op) from typesync.outbox"))
                .isEqualTo("\"public\".books k,public.books k,public.books m,"
                        + "\"public\".books k,no.such k,public.books k,public.books m,public.books x");
    }

    @Test
    void countsRowsOfUnknownTablesInTheStatus() throws Exception {
        rows("'now'");

        assertThat(new StatusReader(SCHEMA, List.of("books")).unknownRows(stage.connection))
                .isEqualTo(2);
    }

    @Test
    void removesNothingWhileAProcessHasAnotherConfigurationOrOwnsTheOutbox() throws Exception {
        rows("'yesterday'");
        stage.sql("insert into typesync.process values ('old', '1', 'other', 'host', 1, true)");
        lease();
        assertThat(unknown().step()).isGreaterThan(Duration.ofMinutes(1));

        stage.sql("delete from typesync.process", "update typesync.lease set epoch = 8");
        UnknownTables unknown = unknown();
        while (unknown.step().compareTo(Duration.ofMinutes(1)) < 0) {}
        assertThat(count("true")).isEqualTo(5);
    }

    private void lease() throws SQLException {
        stage.sql("insert into typesync.lease values ('outbox', 7, 'me', now() + interval '1 hour', false)");
    }

    private UnknownTables unknown() {
        return new UnknownTables(link, SCHEMA, new Ownership("me", 7), "mine", Duration.ofSeconds(30));
    }

    private void rows(String at) throws SQLException {
        stage.sql(
                "alter table typesync.outbox disable trigger all",
                "insert into typesync.outbox (tbl, op, at) select tbl, op, " + at + "::timestamptz - interval '1 hour'"
                        + " from (values ('public.books', 'k'::\"char\"), ('\"public\".books', 'k'), ('public.books', 'm'),"
                        + " ('public.books', 'x'), ('no.such', 'k')) row (tbl, op)");
    }

    private void keys(String table, int count) throws SQLException {
        stage.sql("insert into typesync.outbox (tbl, op, keys) select '" + table + "', 'k', array[n::text]"
                + " from generate_series(1, " + count + ") n");
    }

    /** Runs steps until nothing is left to do. */
    private static void run(OutboxLimit limit) throws SQLException {
        while (limit.step().compareTo(Duration.ofSeconds(5)) < 0) {}
    }

    private long count(String condition) throws SQLException {
        return Long.parseLong(stage.text("select count(*) from typesync.outbox where " + condition));
    }
}
