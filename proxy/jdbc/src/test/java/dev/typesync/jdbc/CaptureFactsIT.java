package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalog decides how a statement is captured: rights, rules, views, partitions, foreign keys and names. */
class CaptureFactsIT {
    private CapturedDatabase database;

    private void createDatabase(List<String> tables, String ddl) throws Exception {
        database = new CapturedDatabase(tables, ddl);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void marksTheTableWhenTheRoleMayNotReadTheKey() throws Exception {
        createDatabase(
                List.of("t"),
                "create table t (id int primary key, v int); drop role if exists writer;"
                        + " create role writer; grant insert on t to writer");
        database.execute("set role writer");
        assertThat(database.update("insert into t values (1, 1)")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t mark not rewritten");
        database.execute("reset role");
        assertThat(database.update("insert into t values (2, 1)")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t {2}");
        database.executePlain("drop owned by writer; drop role writer");
    }

    @Test
    void marksTheTableWhenRowSecurityHidesTheNewRow() throws Exception {
        createDatabase(
                List.of("t"),
                "create table t (id int primary key, v int); drop role if exists tenant; create role tenant;"
                        + " grant all on t to tenant; alter table t enable row level security;"
                        + " create policy w on t for insert with check (true); create policy r on t for select using (v = 1)");
        database.execute("set role tenant");
        assertThat(database.update("insert into t values (1, 2)")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t mark not rewritten");
        database.execute("reset role");
        database.executePlain("drop owned by tenant; drop role tenant");
    }

    @Test
    void callsARoutineBeforeAnyConfiguredTableExists() throws Exception {
        createDatabase(List.of("t"), "create function next_of(i int) returns int language sql as 'select i + 1'");
        try (Connection connection = database.open("");
                CallableStatement call = connection.prepareCall("{? = call next_of(?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            call.setInt(2, 1);
            call.execute();
            assertThat(call.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void marksTheTableWhenARuleReplacesTheStatement() throws Exception {
        createDatabase(
                List.of("t"),
                "create table t (id int primary key); insert into t values (1);"
                        + " create rule keep as on delete to t do instead nothing");
        assertThat(database.update("delete from t")).isZero();
        assertThat(database.outbox()).containsExactly("public.t mark not rewritten");
        assertThat(database.update("insert into t values (2)")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t {2}");
    }

    @Test
    void marksTheTableBelowAViewThatHidesTheKey() throws Exception {
        createDatabase(
                List.of("t"),
                "create table t (id serial primary key, v int); create view part as select id + 0 as id, v from t;"
                        + " create view less as select id, v from part where v > 0");
        assertThat(database.update("insert into less (v) values (1)")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t mark view");
    }

    @Test
    void recordsPartitionsAndChildrenUnderTheNameOfTheRootTable() throws Exception {
        createDatabase(
                List.of("p", "base"),
                "create table p (id int, day date, primary key (id, day)) partition by range (day);"
                        + " create table p1 partition of p for values from ('2024-01-01') to ('2025-01-01');"
                        + " create table p2 partition of p for values from ('2025-01-01') to ('2026-01-01');"
                        + " create table base (id int primary key); create table child (extra int) inherits (base)");
        database.update("insert into p1 values (1, '2024-03-04')");
        assertThat(database.outbox()).containsExactly("public.p {1:2024-03-04}");
        assertThat(database.update("insert into p values (2, '2025-01-01'), (3, '2024-01-01')"))
                .isEqualTo(2);
        assertThat(database.outbox()).containsExactlyInAnyOrder("public.p {2:2025-01-01}", "public.p {3:2024-01-01}");
        database.update("insert into child values (7, 1)");
        assertThat(database.outbox()).containsExactly("public.base {7}");
    }

    @Test
    void recordsTheOldAndTheNewValueOfAChangedKey() throws Exception {
        createDatabase(
                List.of("t"), "create table t (id int primary key, v int unique); insert into t values (1, 1), (2, 2)");
        assertThat(database.update("update t set id = id + 10 where v < 3")).isEqualTo(2);
        if (database.serverVersion() >= 18) {
            assertThat(database.outbox()).containsExactlyInAnyOrder("public.t {1,11}", "public.t {2,12}");
        } else {
            assertThat(database.outbox())
                    .containsExactlyInAnyOrder("public.t {11}", "public.t {12}", "public.t mark key changed");
        }
        try (Statement statement = database.captured.createStatement();
                ResultSet result = statement.executeQuery(
                        "insert into t values (5, 1) on conflict (v) do update set id = excluded.id returning id")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getInt(1)).isEqualTo(5);
        }
        assertThat(String.join(" ", database.outbox())).contains("5").containsAnyOf("11", "mark key changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new.id := new.id + 100; return new;",
                "new.id = new.id + 100; return new;",
                "if new.v = 2 then new.id = new.id + 100; end if; return new;",
                "new = jsonb_populate_record(new, jsonb_build_object(''id'', new.id + 100)); return new;",
                "return jsonb_populate_record(new, jsonb_build_object(''id'', new.id + 100));",
            })
    void recordsAKeyThatATriggerSets(String body) throws Exception {
        createDatabase(
                List.of("t"),
                "create table t (id int primary key, v int); insert into t values (1, 1);"
                        + " create function renumber() returns trigger language plpgsql as"
                        + " 'begin " + body + " end';"
                        + " create trigger renumber before update on t for each row execute function renumber()");
        assertThat(database.update("update t set v = 2")).isEqualTo(1);
        assertThat(String.join(" ", database.outbox())).contains("101").containsAnyOf("{1,101}", "mark key changed");
    }

    @Test
    void marksTheTableWhoseKeyAForeignKeySets() throws Exception {
        createDatabase(
                List.of("page"),
                "create table author (id int primary key, name text);"
                        + " create table book (id int primary key, author int default 2 references author on delete cascade);"
                        + " create table page (book int default 2 references book on delete set default on update cascade,"
                        + " no int, primary key (book, no));"
                        + " insert into author values (1), (2); insert into book values (1, 1), (2, 2);"
                        + " insert into page values (1, 1)");
        assertThat(database.update("update author set name = 'x'")).isEqualTo(2);
        assertThat(database.outbox()).isEmpty();
        assertThat(database.update("update book set id = 7 where id = 1")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.page mark foreign key");
        assertThat(database.update("delete from author where id = 1")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.page mark foreign key");
    }

    @Test
    void marksATableThatTheTriggerOfAnotherTableWrites() throws Exception {
        createDatabase(
                List.of("t"),
                "create table t (id int primary key); create table log (id int primary key);"
                        + " create function copy_it() returns trigger language plpgsql as"
                        + " 'begin insert into t values (new.id); return new; end';"
                        + " create trigger copy_it after insert on log for each row execute function copy_it()");
        assertThat(database.update("insert into log values (1)")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t mark trigger");
    }

    @Test
    void resolvesTheTableWithTheSearchPath() throws Exception {
        createDatabase(
                List.of("t"),
                "create table t (id int primary key); create schema tenant;"
                        + " create table tenant.t (id int primary key)");
        database.update("insert into t values (1)");
        assertThat(database.outbox()).containsExactly("public.t {1}");
        database.captured.setSchema("tenant");
        database.update("insert into t values (1)");
        database.execute("select set_config('search_path', 'public', false)");
        database.update("insert into t values (2)");
        assertThat(database.outbox()).containsExactly("public.t {2}");
        database.captured.setAutoCommit(false);
        database.execute("set local search_path to tenant");
        database.update("insert into t values (3)");
        database.captured.rollback();
        database.update("insert into t values (3)");
        database.captured.commit();
        assertThat(database.outbox()).containsExactly("public.t {3}");
    }

    @Test
    void ignoresATemporaryTableThatHidesTheReplicatedTable() throws Exception {
        createDatabase(List.of("t"), "create table t (id int primary key)");
        database.update("insert into t values (1)");
        database.outbox();
        database.captured.setAutoCommit(false);
        database.execute("create temp table t (id int primary key) on commit drop");
        database.update("insert into t values (2)");
        database.captured.commit();
        assertThat(database.outbox()).isEmpty();
        database.update("insert into t values (3)");
        database.captured.commit();
        assertThat(database.outbox()).containsExactly("public.t {3}");
    }

    @Test
    void allowsSetTransactionAsTheFirstStatement() throws Exception {
        createDatabase(List.of("t"), "create table t (id int primary key)");
        database.captured.setAutoCommit(false);
        try (PreparedStatement insert = database.captured.prepareStatement("insert into t values (?)")) {
            database.execute("set transaction isolation level serializable");
            insert.setInt(1, 1);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        database.captured.commit();
        assertThat(database.outbox()).containsExactly("public.t {1}");
    }

    @Test
    void doesNotFailAStatementWhenAnotherSessionAltersTheTable() throws Exception {
        createDatabase(List.of("t"), "create table t (id int primary key, v int)");
        try (PreparedStatement insert = database.captured.prepareStatement("insert into t values (?, 1)")) {
            insert.setInt(1, 1);
            insert.executeUpdate();
            database.executePlain("alter table t rename id to key");
            insert.setInt(1, 2);
            assertThat(insert.executeUpdate()).isEqualTo(1);
            assertThat(database.outbox()).contains("public.t {1}", "public.t mark not rewritten");
            database.captured.setAutoCommit(false);
            insert.setInt(1, 3);
            assertThat(insert.executeUpdate()).isEqualTo(1);
            database.executePlain("select 1");
            database.captured.commit();
            database.executePlain("alter table t rename key to id");
            try (Statement other = database.captured.createStatement()) {
                other.executeUpdate("insert into t values (4, 1)");
                assertThatThrownBy(() -> other.executeUpdate("insert into t values (4, 1, 1)"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42601"));
            }
            database.captured.rollback();
        }
    }

    @Test
    void reportsTheDelegatesErrorInATransactionThatFails() throws Exception {
        createDatabase(List.of("t"), "create table t (id int primary key)");
        database.captured.setAutoCommit(false);
        assertThatThrownBy(() -> database.update("insert into t (nope) values (1)"))
                .hasMessageContaining("column \"nope\"")
                .hasMessageContaining("Position: 16");
        assertThatThrownBy(() -> database.update("insert into t values (1)")).hasMessageContaining("aborted");
        database.captured.rollback();
        assertThat(database.outbox()).isEmpty();
    }

    @Test
    void marksCallsExecuteAndSeveralStatements() throws Exception {
        createDatabase(
                List.of("t"),
                "create table t (id int primary key, v int);"
                        + " create procedure fill(n int) language plpgsql as"
                        + " 'begin insert into t values (n, 1); commit; insert into t values (n + 1, 1); end'");
        try (CallableStatement call = database.captured.prepareCall("call fill(?)")) {
            call.setInt(1, 1);
            call.execute();
        }
        assertThat(database.outbox()).containsExactly("public.t mark routine", "public.t mark routine");
        database.execute("prepare ins(int) as insert into t values ($1, 2)");
        assertThat(database.outbox()).isEmpty();
        database.execute("execute ins(10)");
        assertThat(database.outbox()).hasSize(1);
        database.execute("begin; insert into t values (20, 1); commit; delete from t where id = 20");
        assertThat(database.outbox()).isNotEmpty().allMatch(row -> row.startsWith("public.t mark"));
    }

    @Test
    void marksMergeWhereTheServerHasNoReturningForIt() throws Exception {
        createDatabase(List.of("t"), "create table t (id int primary key, v int)");
        assumeThat(database.serverVersion()).isGreaterThanOrEqualTo(15);
        assertThat(database.update("merge into t using (values (1)) s(id) on t.id = s.id"
                        + " when not matched then insert values (s.id, 1)"))
                .isEqualTo(1);
        assertThat(database.outbox())
                .containsExactly(database.serverVersion() < 17 ? "public.t mark merge" : "public.t {1}");
    }

    @Test
    void capturesTheWithItemAndTheMainStatement() throws Exception {
        createDatabase(
                List.of("t", "u"),
                "create table t (id int primary key, v int); create table u (id int primary key);"
                        + " insert into t values (1, 1)");
        assertThat(database.update("with gone as (delete from t returning id) insert into u select id from gone"))
                .isEqualTo(1);
        assertThat(database.outbox()).containsExactlyInAnyOrder("public.u {1}", "public.t {1}");
    }

    @Test
    void keepsTheValuesOfABatchWithStreamsAndReusedObjects() throws Exception {
        createDatabase(List.of("t"), "create table t (id int primary key, at timestamp, data bytea)");
        Timestamp reused = new Timestamp(0);
        try (PreparedStatement insert = database.captured.prepareStatement("insert into t values (?, ?, ?)")) {
            for (int i = 1; i <= 3; i++) {
                reused.setTime(i * 1000L);
                insert.setInt(1, i);
                insert.setTimestamp(2, reused);
                insert.setBinaryStream(3, new ByteArrayInputStream(new byte[] {(byte) i}), 1);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        }
        try (Statement statement = database.plain.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(distinct at), string_agg(encode(data, 'hex'), ',' order by id) from t")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(3);
            assertThat(rows.getString(2)).isEqualTo("01,02,03");
        }
        assertThat(database.outbox()).isNotEmpty();
    }

    @Test
    void writesOneOutboxRowPerStatementOfARewrittenBatch() throws Exception {
        createDatabase(List.of("t"), "create table t (id int primary key, v int)");
        try (Connection rewriting = database.open("&reWriteBatchedInserts=true");
                PreparedStatement insert = rewriting.prepareStatement("insert into t values (?, ?)")) {
            for (int i = 1; i <= 131; i++) {
                insert.setInt(1, i);
                insert.setInt(2, i);
                insert.addBatch();
            }
            int[] counts = insert.executeBatch();
            assertThat(counts).hasSize(131).startsWith(-2, -2).endsWith(-2, 1);
            assertThat(database.outbox()).hasSize(3);
        }
    }
}
