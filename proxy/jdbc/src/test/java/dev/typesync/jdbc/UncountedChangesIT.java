package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.StringReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Statements that count no row although they change rows of a replicated table: the table is marked. */
class UncountedChangesIT {
    private static final String SCHEMA = """
            create table t (id int primary key, v int, deleted bool not null default false);
            create table parts (id int primary key, v int) partition by range (id);
            create table parts1 partition of parts for values from (0) to (100);
            create table base (id int primary key, v int);
            create table derived (primary key (id)) inherits (base);
            create table log (id int);
            create table parent (id int primary key);
            create table child (id int primary key, p int references parent on delete cascade on update cascade);
            insert into t values (1, 1), (2, 2);
            insert into parts values (1, 1);
            insert into derived values (1, 1);
            insert into parent values (1);
            """;
    private static final List<String> TABLES = List.of("t", "parts", "base");

    private CapturedDatabase database;

    @AfterEach
    void close() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    private void createDatabase(String... ddl) throws Exception {
        database = new CapturedDatabase(TABLES, SCHEMA + String.join(";", ddl));
    }

    private static String function(String body) {
        return "create function f() returns trigger language plpgsql as $f$ begin " + body + " end $f$";
    }

    private static String trigger(String when, String table, String forEach) {
        return "create trigger run " + when + " on " + table + " for each " + forEach + " execute function f()";
    }

    /** A DELETE that only sets a flag. */
    private static String[] softDelete(String table, String set) {
        return softDelete(table, table, set);
    }

    private static String[] softDelete(String table, String triggerOn, String set) {
        return new String[] {
            function("update " + table + " set " + set + " where id = old.id; return null;"),
            trigger("before delete", triggerOn, "row")
        };
    }

    private static Arguments changes(String statement, String table, String... ddl) {
        return arguments(statement, table, Arrays.asList(ddl));
    }

    private static Stream<Arguments> statementsThatCountNoRow() {
        String touch = "update t set v = v + 10 where id = 1; ";
        return Stream.of(
                changes("delete from t where id = 1", "t", softDelete("t", "deleted = true")),
                changes("with x as (select 1) delete from t where id = 1", "t", softDelete("t", "deleted = true")),
                changes(
                        "delete from t where id = 1; delete from t where id = 99",
                        "t",
                        softDelete("t", "deleted = true")),
                changes("delete from parts where id = 1", "parts", softDelete("parts", "parts1", "v = 9")),
                changes("delete from base where id = 1", "base", softDelete("base", "derived", "v = 9")),
                changes(
                        "update t set v = 5 where id = 2",
                        "t",
                        function("if new.id = 2 then " + touch + "return null; end if; return new;"),
                        trigger("before update", "t", "row")),
                changes(
                        "insert into t values (3, 3)",
                        "parts",
                        function("insert into parts values (new.id, new.v); return null;"),
                        trigger("before insert", "t", "row")),
                changes(
                        "insert into t values (2, 3) on conflict do nothing",
                        "t",
                        function(touch + "return new;"),
                        trigger("before insert", "t", "row")),
                changes(
                        "insert into t values (2, 3) on conflict (id) do update set v = 4 where t.deleted",
                        "t",
                        function(touch + "return new;"),
                        trigger("before insert", "t", "row")),
                changes(
                        "delete from t where id = 99",
                        "t",
                        function(touch + "return null;"),
                        trigger("after delete", "t", "statement")),
                changes(
                        "update t set v = 7 where id = 99",
                        "parts",
                        function("update parts set v = 9; return null;"),
                        trigger("before update of v", "t", "statement")),
                changes(
                        "insert into t select 99, 9 where false",
                        "t",
                        function(touch + "return null;"),
                        trigger("before insert", "t", "statement")),
                changes(
                        "delete from shown where id = 1",
                        "t",
                        "create view shown as select id, v from t",
                        function("update t set deleted = true where id = old.id; return null;"),
                        trigger("instead of delete", "shown", "row")),
                changes(
                        "delete from upper_view where id = 1",
                        "t",
                        "create view shown as select id, v from t",
                        "create view upper_view as select id from shown",
                        function("update t set deleted = true where id = old.id; return null;"),
                        trigger("instead of delete", "shown", "row")),
                changes(
                        "delete from shown where number = 1",
                        "t",
                        join(softDelete("t", "deleted = true"), "create view shown as select id as number from t")),
                changes(
                        "delete from t where id = 1",
                        "parts",
                        "create function late() returns trigger language plpgsql as"
                                + " 'begin update parts set v = 9; return null; end'",
                        "create constraint trigger late after insert on log deferrable initially deferred"
                                + " for each row execute function late()",
                        function("insert into log values (old.id); return null;"),
                        trigger("before delete", "t", "row")),
                changes(
                        "delete from t where id = 1 and bump() < 0",
                        "t",
                        "create function bump() returns int language plpgsql as"
                                + " 'begin update t set v = 20 where id = 2; return 1; end'"));
    }

    private static String[] join(String[] first, String... more) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("statementsThatCountNoRow")
    void marksTheTable(String statement, String table, List<String> ddl) throws Exception {
        createDatabase(ddl.toArray(String[]::new));
        List<String> before = rows(table);
        assertThat(database.update(statement)).isZero();
        assertThat(rows(table)).isNotEqualTo(before);
        assertThat(database.outbox()).anyMatch(row -> row.startsWith("public." + table + " mark"));
    }

    @ParameterizedTest
    @MethodSource("statementsThatCountNoRow")
    void marksTheTableInMemory(String statement, String table, List<String> ddl) throws Exception {
        try (MemoryDatabase memory = new MemoryDatabase(TABLES, SCHEMA + String.join(";", ddl))) {
            assertThat(memory.update(statement)).isZero();
            assertThat(memory.published()).anyMatch(row -> row.startsWith(table + " mark"));
        }
    }

    private List<String> rows(String table) throws SQLException {
        return database.strings("select x::text from " + table + " x order by 1");
    }

    @Test
    void marksTheTableWhenTheStatementReturnsRows() throws Exception {
        createDatabase(softDelete("t", "deleted = true"));
        try (PreparedStatement delete = database.captured.prepareStatement("delete from t where id = ? returning v")) {
            delete.setInt(1, 1);
            assertThat(delete.executeQuery().next()).isFalse();
        }
        assertThat(database.outbox()).containsExactly("public.t mark trigger");
        try (PreparedStatement delete =
                database.captured.prepareStatement("delete from t where id = ?", Statement.RETURN_GENERATED_KEYS)) {
            delete.setInt(1, 2);
            assertThat(delete.executeUpdate()).isZero();
        }
        assertThat(database.outbox()).containsExactly("public.t mark trigger");
    }

    @Test
    void marksTheTableForAWriteInsideWith() throws Exception {
        createDatabase(softDelete("t", "deleted = true"));
        try (Statement statement = database.captured.createStatement();
                ResultSet rows = statement.executeQuery(
                        "with x as (delete from t where id = 1 returning v) select count(*) from x")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
        assertThat(database.outbox()).containsExactly("public.t mark trigger");
        assertThat(database.update("with x as (delete from t where id = 2) insert into log select 1 where false"))
                .isZero();
        assertThat(database.outbox()).containsExactly("public.t mark trigger");
    }

    @Test
    void marksTheTableForABatch() throws Exception {
        createDatabase(softDelete("t", "deleted = true"));
        try (PreparedStatement delete = database.captured.prepareStatement("delete from t where id = ?")) {
            for (int id = 1; id <= 2; id++) {
                delete.setInt(1, id);
                delete.addBatch();
            }
            assertThat(delete.executeBatch()).containsExactly(0, 0);
        }
        assertThat(database.outbox()).isNotEmpty().containsOnly("public.t mark trigger");
    }

    @Test
    void marksTheTableForARowOfAnUpdatableResult() throws Exception {
        createDatabase(softDelete("t", "deleted = true"));
        try (Statement statement = database.captured.createStatement(
                        ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery("select id, v, deleted from t where id = 1")) {
            rows.next();
            rows.deleteRow();
        }
        assertThat(database.strings("select id from t where deleted")).containsExactly("1");
        assertThat(database.outbox()).contains("public.t mark trigger");
    }

    @Test
    void marksTheTableToWhichATriggerSendsTheRowsOfACopy() throws Exception {
        createDatabase(
                function("insert into parts values (new.id, new.v); return null;"),
                trigger("before insert", "t", "row"));
        CopyManager copy = database.captured.unwrap(PGConnection.class).getCopyAPI();
        assertThat(copy.copyIn("copy t (id, v) from stdin", new StringReader("7\t7\n")))
                .isZero();
        assertThat(database.strings("select id from parts where id = 7")).containsExactly("7");
        assertThat(database.outbox()).anyMatch(row -> row.startsWith("public.parts mark"));
    }

    @Test
    void marksTheTableForAMerge() throws Exception {
        createDatabase(softDelete("t", "deleted = true"));
        assumeTrue(database.serverVersion() >= 15, "MERGE came with PostgreSQL 15");
        assertThat(database.update("merge into t using (values (1)) s(id) on t.id = s.id when matched then delete"))
                .isZero();
        assertThat(database.outbox()).anyMatch(row -> row.startsWith("public.t mark"));
    }

    @Test
    void marksTheTableThatTheTriggerOfACascadeWrites() throws Exception {
        createDatabase(
                function("update t set v = 50 where id = 1; return null;"),
                trigger("after delete or update", "child", "statement"));
        assertThat(database.update("update parent set id = 2 where id = 1")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t mark foreign key");
        assertThat(database.update("delete from parent")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t mark foreign key");
    }

    @Test
    void marksNothingForATriggerThatRunsOnlyAfterCountedRows() throws Exception {
        createDatabase(
                function("update parts set v = 9; return null;"),
                trigger("after delete or update or insert", "t", "row"));
        assertThat(database.update("delete from t where id = 99")).isZero();
        assertThat(database.update("insert into t values (1) on conflict do nothing"))
                .isZero();
        assertThat(database.outbox()).isEmpty();
        assertThat(database.update("delete from t where id = 1")).isEqualTo(1);
        assertThat(database.outbox()).containsExactlyInAnyOrder("public.t {1}", "public.parts mark trigger");
    }
}
