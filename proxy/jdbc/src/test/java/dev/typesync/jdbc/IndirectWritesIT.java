package dev.typesync.jdbc;

import static dev.typesync.jdbc.RoutineSchema.routine;
import static dev.typesync.jdbc.RoutineSchema.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements that change a replicated table indirectly, over several steps. These tables are marked, and no others. */
class IndirectWritesIT {

    private CapturedDatabase database;

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private void createDatabase(String... schema) throws Exception {
        database = RoutineSchema.with(schema);
    }

    private List<String> outboxAfter(String sql) throws Exception {
        database.execute(sql);
        return database.outbox();
    }

    @Test
    void marksTheTableWhenATriggerCallsNestedFunctions() throws Exception {
        createDatabase(
                routine("deepest(i int) returns void", "update t set v = i where id = 1;"),
                routine("middle(i int) returns void", "perform deepest(i);"),
                routine("on_a() returns trigger", "perform public.middle(new.v); return new;"),
                trigger("insert", "a", "on_a"));
        assertThat(outboxAfter("update a set v = 2")).isEmpty();
        assertThat(outboxAfter("insert into a values (1, 7)")).containsExactly("public.t mark trigger");
    }

    @Test
    void marksTheTableWhenATriggerFiresAnotherTrigger() throws Exception {
        createDatabase(
                routine("on_b() returns trigger", "update t set v = new.v where id = 1; return new;"),
                trigger("insert or update", "b", "on_b"),
                routine("on_a() returns trigger", "insert into b values (new.id, new.v); return new;"),
                trigger("insert", "a", "on_a"));
        assertThat(outboxAfter("insert into a values (1, 7)")).containsExactly("public.t mark trigger");
    }

    @Test
    void marksTheTableOnlyForEventsThatReachIt() throws Exception {
        createDatabase(
                routine("on_b() returns trigger", "update t set v = 0 where id = 1; return old;"),
                trigger("delete", "b", "on_b"),
                routine("on_a() returns trigger", "insert into b values (new.id, new.v); return new;"),
                trigger("insert", "a", "on_a"));
        assertThat(outboxAfter("insert into a values (1, 7)")).isEmpty();
        assertThat(outboxAfter("delete from b")).containsExactly("public.t mark trigger");
    }

    @Test
    void doesNotMarkTheTableWhenATriggerUpdatesItsParent() throws Exception {
        createDatabase(
                "create table parent (id int primary key, total int)",
                "insert into parent values (1, 0)",
                "create table c (id int primary key, p int references parent on delete cascade on update cascade)",
                "alter table t add c int references parent on delete cascade on update cascade",
                routine("on_a() returns trigger", "update parent set total = total + 1 where id = 1; return new;"),
                trigger("insert", "a", "on_a"),
                routine("on_b() returns trigger", "delete from parent where id = new.v; return new;"),
                trigger("insert", "b", "on_b"));
        assertThat(outboxAfter("insert into a values (1, 1)")).isEmpty();
        assertThat(outboxAfter("insert into b values (1, 1)")).containsExactly("public.t mark trigger");
    }

    @Test
    void marksTheTableWhenATriggerWritesAView() throws Exception {
        createDatabase(
                "create view shown as select id, v from t",
                routine("on_a() returns trigger", "update shown set v = new.v; return new;"),
                trigger("insert", "a", "on_a"));
        assertThat(outboxAfter("insert into a values (1, 7)")).containsExactly("public.t mark trigger");
    }

    @Test
    void followsATriggerOnOnePartition() throws Exception {
        createDatabase(
                "create table parts (id int, v int) partition by range (id)",
                "create table parts1 partition of parts for values from (1) to (9)",
                routine("on_part() returns trigger", "update t set v = new.v; return new;"),
                trigger("insert", "parts1", "on_part"));
        assertThat(outboxAfter("insert into parts values (1, 7)")).containsExactly("public.t mark trigger");
    }

    @Test
    void marksTheTableWhenAProcedureCallsAnother() throws Exception {
        createDatabase(
                "create procedure inner_one() language sql as 'update t set v = 9'",
                "create procedure outer_one() language plpgsql as 'begin call inner_one(); end'",
                "create procedure other_one() language plpgsql as 'begin perform 1; end'");
        assertThat(outboxAfter("call other_one()")).isEmpty();
        assertThat(outboxAfter("call outer_one()")).hasSize(2).containsOnly("public.t mark routine");
    }

    @Test
    void readsDynamicSqlAndStandardSqlBodies() throws Exception {
        createDatabase(
                routine("dynamic() returns trigger", "execute format('update %I set v = 1', 't'); return new;"),
                trigger("insert", "a", "dynamic"),
                routine("on_b() returns trigger", "perform standard(); return new;"),
                trigger("insert", "b", "on_b"));
        database.executePlain(
                "create function standard() returns void language sql begin atomic update t set v = 3; end");
        assertThat(outboxAfter("insert into a values (1, 7)")).containsExactly("public.t mark trigger");
        assertThat(outboxAfter("insert into b values (1, 7)")).containsExactly("public.t mark trigger");
    }

    @Test
    void doesNotMarkTheTableWhenAFunctionOnlyReadsIt() throws Exception {
        createDatabase(
                routine("reader() returns int", "return (select max(v) from t); /* update t set v = 1 */"),
                routine("on_a() returns trigger", "new.v := reader(); return new;"),
                "create trigger run before insert on a for each row execute function on_a()");
        assertThat(outboxAfter("insert into a values (1, 7)")).isEmpty();
    }

    @Test
    void followsTriggersThatFormACircle() throws Exception {
        createDatabase(
                routine("on_a() returns trigger", "update b set v = new.v where false; return new;"),
                trigger("update", "a", "on_a"),
                routine("on_b() returns trigger", "update a set v = 1 where false; update t set v = 1; return new;"),
                trigger("update", "b", "on_b"));
        assertThat(outboxAfter("update a set v = 2")).containsExactly("public.t mark trigger");
    }

    @Test
    void marksAQueryThatCallsAWritingFunction() throws Exception {
        createDatabase(
                routine("bump(i int) returns int", "update t set v = v + 1 where id = i; return i;"),
                routine("twice(i int) returns int", "return bump(i) + bump(i);"));
        assertThat(outboxAfter("select count(*), max(v) from t")).isEmpty();
        assertThat(outboxAfter("select 'bump(1)', v from t")).isEmpty();
        List<String> marked = List.of("public.t mark routine");
        assertThat(outboxAfter("select bump(1)")).isEqualTo(marked);
        assertThat(outboxAfter("SELECT * FROM public.\"twice\" /* with a comment */ (1)"))
                .isEqualTo(marked);
        try (PreparedStatement select = database.captured.prepareStatement("select Twice(?)")) {
            select.setInt(1, 1);
            assertThat(select.execute()).isTrue();
            assertThat(database.outbox()).isEqualTo(marked);
        }
        assertThat(outboxAfter("insert into a select bump(1)")).containsExactly("public.t mark routine");
        assertThat(outboxAfter("with x as (insert into a values (9) returning id) select bump(id) from x"))
                .containsExactly("public.t mark routine");
        assertThat(outboxAfter("insert into t select bump(1) + 1, 5"))
                .containsExactlyInAnyOrder("public.t mark routine", "public.t {2}");
        assertThat(outboxAfter("select 1; select bump(1)")).isEqualTo(marked);
        assertThat(outboxAfter("prepare p as select bump(1)")).isEmpty();
        assertThat(outboxAfter("execute p")).containsExactly("public.t mark routine");
        database.execute("prepare q as delete from t; select 1");
        database.outbox();
        assertThat(outboxAfter("execute q")).contains("public.t mark not rewritten");
    }

    @Test
    void keepsTransactionAndCursorOfAQueryThatCallsAWritingFunction() throws Exception {
        createDatabase(routine("bump(i int) returns int", "if i > 5 then update t set v = i; end if; return i;"));
        database.captured.setAutoCommit(false);
        try (Statement statement = database.captured.createStatement()) {
            statement.setFetchSize(2);
            try (ResultSet rows = statement.executeQuery("select bump(i) from generate_series(1, 5) i")) {
                for (int i = 1; i <= 5; i++) {
                    assertThat(rows.next()).isTrue();
                }
            }
        }
        database.captured.commit();
        assertThat(database.outbox()).containsExactly("public.t mark routine");
        database.captured.setReadOnly(true);
        database.execute("select bump(1)");
        database.captured.commit();
        assertThat(database.outbox()).isEmpty();
    }

    @Test
    void followsAFunctionThatIsCreatedLater() throws Exception {
        createDatabase();
        assertThat(outboxAfter("select abs(1)")).isEmpty();
        database.execute(routine("bump(i int) returns int", "update t set v = v + 1 where id = i; return i;"));
        assertThat(outboxAfter("select bump(1)")).contains("public.t mark routine");
    }

    @Test
    void showsTheApplicationsFetchSizeInLaterResults() throws Exception {
        createDatabase(routine("bump(i int) returns int", "update t set v = v + 1 where id = i; return i;"));
        try (Statement statement = database.captured.createStatement()) {
            statement.setFetchSize(3);
            assertThat(statement.execute("insert into a values (1, 1); select bump(i) from generate_series(1, 9) i"))
                    .isFalse();
            assertThat(statement.getMoreResults()).isTrue();
            try (ResultSet rows = statement.getResultSet()) {
                assertThat(rows.getFetchSize()).isEqualTo(3);
                for (int i = 1; i <= 9; i++) {
                    assertThat(rows.next()).isTrue();
                }
            }
        }
        assertThat(database.outbox()).containsExactly("public.t mark routine");
    }
}
