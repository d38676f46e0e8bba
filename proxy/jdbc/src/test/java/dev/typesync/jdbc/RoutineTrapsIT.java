package dev.typesync.jdbc;

import static dev.typesync.jdbc.RoutineSchema.routine;
import static dev.typesync.jdbc.RoutineSchema.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.capture.Capture;
import dev.typesync.event.ChangeBus;
import dev.typesync.jdbc.wrapper.CapturingPgConnection;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.parser.StatementParser;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Special cases of functions and triggers: tables that must be marked, and tables that must not. */
class RoutineTrapsIT {
    private CapturedDatabase database;

    @AfterEach
    void close() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    private void createDatabase(String... schema) throws Exception {
        database = RoutineSchema.with(schema);
    }

    private List<String> outboxAfter(String sql) throws Exception {
        database.execute(sql);
        return database.outbox();
    }

    private static final String BUMP =
            "create function bump(i int) returns int language plpgsql as $f$ begin update public.t set v = v + 1 where id = 1; return i; end $f$";

    @ParameterizedTest
    @ValueSource(strings = {"", "&readOnlyMode=ignore"})
    void marksWritesOnAReadOnlyConnectionThatTheServerAllows(String parameters) throws Exception {
        createDatabase(BUMP);
        try (Connection c = database.open(parameters)) {
            c.setReadOnly(true); // under autocommit, or with mode ignore, pgjdbc sends nothing to the server
            if (!parameters.isEmpty()) {
                c.setAutoCommit(false);
            }
            CapturedDatabase.execute(c, "select bump(1)");
            if (!parameters.isEmpty()) {
                c.commit();
            }
        }
        assertThat(database.strings("select v from t")).containsExactly("2");
        assertThat(database.outbox()).isNotEmpty();
    }

    @Test
    void findsNamesWithCapitalsOutsideAscii() throws Exception {
        database = new CapturedDatabase(
                List.of("\"Ärzte\""),
                RoutineSchema.TABLES
                        + "create table \"Ärzte\" (id int primary key, v int); insert into \"Ärzte\" values (1, 1);"
                        + routine("on_a() returns trigger", "update \"Ärzte\" set v = 7; return new;") + ";"
                        + trigger("insert", "a", "on_a"));
        database.execute("insert into a values (1, 1)");
        assertThat(database.strings("select v from \"Ärzte\"")).containsExactly("7");
        assertThat(database.outbox()).isNotEmpty();
    }

    @Test
    void readsTheCatalogWithoutWaitingForLocks() throws Exception {
        createDatabase();
        database.executePlain(
                "create function standard() returns void language sql begin atomic update b set v = 3; end");
        try (Connection other = database.openPlain("")) {
            other.setAutoCommit(false);
            CapturedDatabase.execute(other, "lock table b in access exclusive mode"); // like a migration or VACUUM FULL
            database.execute("set lock_timeout = '2s'");
            database.captured.setAutoCommit(false);
            database.execute("insert into t values (2, 2)");
            database.captured.commit();
            other.rollback();
        }
        assertThat(database.outbox()).containsExactly("public.t {2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WIN1252", "SQL_ASCII"})
    void readsBodiesWithInvalidCharacters(String encoding) throws Exception {
        createDatabase();
        String name = "enc_" + encoding.toLowerCase(java.util.Locale.ROOT);
        database.executePlain("drop database if exists " + name);
        database.executePlain("create database " + name + " encoding '" + encoding
                + "' lc_collate 'C' lc_ctype 'C' template template0");
        String base = database.plain.getMetaData().getURL();
        String url = base.replaceFirst("(//[^/]*/)[^?]*", "$1" + name);
        String user = database.plain.getMetaData().getUserName();
        String loginUrl = url.contains("user=") ? url : url + (url.contains("?") ? "&" : "?") + "user=" + user;
        ChangeBus bus = new ChangeBus();
        try (Connection plain = DriverManager.getConnection(loginUrl)) {
            new OutboxSchema("typesync").ensure(plain);
            CapturedDatabase.execute(plain, RoutineSchema.TABLES);
            CapturedDatabase.execute(
                    plain,
                    "do $$ begin execute E'create function f() returns void language plpgsql as ''begin perform 1 from t; /* \\x81 */ end''' ; end $$");
            Capture capture = new Capture(List.of("t"), "typesync", new StatementParser(), bus);
            try (Connection c = CapturingPgConnection.of(DriverManager.getConnection(loginUrl), capture)) {
                CapturedDatabase.execute(c, "insert into t values (2, 2)");
            }
        }
    }

    @Test
    void executesAWritingFunctionInAReadOnlyTransaction() throws Exception {
        createDatabase(routine("bump(i int) returns int", "if i > 5 then update t set v = i; end if; return i;"));
        database.execute("prepare p as select bump(1)");
        database.captured.setAutoCommit(false);
        database.captured.setReadOnly(true);
        database.execute("select bump(1)");
        database.execute("execute p");
        database.captured.commit();
    }

    @Test
    void readsTheCatalogAgainAfterAnOldSnapshot() throws Exception {
        createDatabase(routine("on_a() returns trigger", "update t set v = 7; return new;"));
        database.execute("update t set v = 1");
        database.outbox();
        try (Connection old = database.open("");
                Connection committed = database.open("")) {
            old.setAutoCommit(false);
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            CapturedDatabase.execute(old, "select 1");
            committed.setAutoCommit(false);
            CapturedDatabase.execute(committed, "select 1");
            database.execute(trigger("insert", "a", "on_a"));
            CapturedDatabase.execute(old, "insert into b values (1, 1)"); // reads the catalog with its snapshot
            CapturedDatabase.execute(committed, "insert into a values (1, 1)");
            committed.commit();
            old.commit();
        }
        assertThat(database.strings("select v from t")).containsExactly("7");
        assertThat(database.outbox()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table made as select bump(1)",
                "select bump(1) into made",
                "create temp table made as select bump(1)",
                "copy (select bump(1)) to stdout",
                "explain analyze select bump(1)",
                "select bump -- hi\n (1)",
                "values (bump(1))",
                "prepare q(int) as select $1; execute q(bump(1))",
                "alter table a alter v type int using bump(v)",
                "create materialized view mv as select bump(1)",
                "select U&\"bump\"(1)",
                "begin; declare c cursor for select bump(1); fetch c; commit",
                "delete from a using (select bump(1)) x",
            })
    void marksCallsOfAWritingFunctionInOtherStatements(String sql) throws Exception {
        createDatabase(BUMP, "insert into a values (1, 1)");
        if (sql.startsWith("copy")) {
            database.captured
                    .unwrap(org.postgresql.PGConnection.class)
                    .getCopyAPI()
                    .copyOut(sql, new java.io.StringWriter());
        } else {
            database.execute(sql);
        }
        assertThat(database.strings("select v from t")).doesNotContain("1");
        assertThat(database.outbox()).isNotEmpty();
    }

    @Test
    void doesNotMarkTheTableWhenATriggerUpsertsItsParent() throws Exception {
        createDatabase(
                "create table parent (id int primary key, total int)",
                "alter table t add c int references parent on delete cascade on update cascade",
                routine(
                        "on_a() returns trigger",
                        "insert into parent values (1, 1) on conflict (id) do update set total = parent.total + 1; return new;"),
                trigger("insert", "a", "on_a"));
        assertThat(outboxAfter(
                        "insert into parent values (1, 1) on conflict (id) do update set total = parent.total + 1"))
                .isEmpty();
        assertThat(outboxAfter("insert into a values (1, 1)")).isEmpty();
    }

    @Test
    void doesNotFollowATriggerOfColumnsThatAreNotUpdated() throws Exception {
        createDatabase(
                "create table parent (id int primary key, name text, total int default 0)",
                "insert into parent values (1, 'x')",
                "alter table t add p int references parent, add parent_name text",
                routine(
                        "renamed() returns trigger",
                        "update t set parent_name = new.name where p = new.id; return new;"),
                "create trigger renamed after update of name on parent for each row execute function renamed()",
                routine(
                        "counted() returns trigger",
                        "update parent set total = total + 1 where id = new.p; return new;"),
                trigger("insert", "t", "counted"));
        assertThat(outboxAfter("update parent set total = 3")).isEmpty();
        assertThat(outboxAfter("insert into t values (2, 2, 2, 1)")).containsExactly("public.t {2}");
    }

    @Test
    void doesNotConfuseATableWithATriggerFunctionOfTheSameName() throws Exception {
        createDatabase(
                "create table audit (id int, v int)",
                routine(
                        "audit() returns trigger",
                        "insert into audit values (new.id, new.v); update t set v = 5; return new;"),
                trigger("insert", "a", "audit"));
        assertThat(outboxAfter("insert into audit (id, v) values (1, 1)")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "execute format('update %I set v = 7', 'my table');",
                "execute E'update\\n\"my table\" set v = 7';",
                "execute E'update\\nplain set v = 7';",
            })
    void marksTheTableThatDynamicSqlWrites(String body) throws Exception {
        database = new CapturedDatabase(
                List.of("\"my table\"", "plain"),
                RoutineSchema.TABLES
                        + "create table \"my table\" (id int primary key, v int); create table plain (id int primary key, v int);"
                        + routine("on_a() returns trigger", body + " return new;") + ";"
                        + trigger("insert", "a", "on_a"));
        database.execute("insert into a values (1, 1)");
        assertThat(database.outbox()).isNotEmpty();
    }

    @Test
    void followsTheInsertTriggerWhenAnUpdateMovesARowToAnotherPartition() throws Exception {
        createDatabase(
                "create table parts (id int, v int) partition by range (id)",
                "create table parts1 partition of parts for values from (1) to (9)",
                "create table parts2 partition of parts for values from (9) to (19)",
                "insert into parts values (1, 1)",
                routine("on_part() returns trigger", "update t set v = 7; return new;"),
                trigger("insert", "parts", "on_part"));
        database.execute("update parts set id = 10");
        assertThat(database.strings("select v from t")).containsExactly("7");
        assertThat(database.outbox()).isNotEmpty();
    }

    @Test
    void marksTheTableWhenItCascadesToATableWhoseTriggerWritesIt() throws Exception {
        createDatabase(
                "create table c (id int primary key, p int references t on delete cascade)",
                routine("on_c() returns trigger", "update t set total = total - 1 where id = 3; return old;"),
                trigger("delete", "c", "on_c"),
                "insert into t values (2, 2, 2), (3, 3, 3)",
                "insert into c values (1, 2)");
        assertThat(outboxAfter("delete from t where id = 2")).contains("public.t mark foreign key");
    }

    @Test
    void doesNotFollowForeignKeysAfterSetNull() throws Exception {
        createDatabase(
                "create table cat (id int primary key)",
                "create table prod (id int primary key, cat int references cat on delete set null)",
                "alter table t add prod int references prod on update cascade on delete cascade");
        assertThat(outboxAfter("delete from cat")).isEmpty();
    }

    @Test
    void marksACallOnAReadOnlyConnection() throws Exception {
        createDatabase("create procedure inner_one() language sql as 'update t set v = 9'");
        database.captured.setReadOnly(true);
        database.execute("call inner_one()");
        assertThat(database.strings("select v from t")).containsExactly("9");
        assertThat(database.outbox()).isNotEmpty();
    }

    @Test
    void ignoresTableNamesInMessages() throws Exception {
        createDatabase(
                routine(
                        "on_a() returns trigger",
                        "if new.v is null then raise exception 'b of t has no value'; end if; execute format('insert into %I values ($1, 1)', tg_argv[0]) using new.id; return new;"),
                "create trigger run after insert on a for each row execute function on_a('b')");
        assertThat(outboxAfter("insert into a values (1, 1)")).isEmpty();
    }

    @Test
    void marksAStreamedQueryThatCallsAWritingFunction() throws Exception {
        createDatabase(BUMP);
        database.captured.setAutoCommit(false);
        try (PreparedStatement s = database.captured.prepareStatement("select bump(i) from generate_series(1, ?) i")) {
            s.setFetchSize(3);
            s.setInt(1, 10);
            try (ResultSet rows = s.executeQuery()) {
                int n = 0;
                while (rows.next()) {
                    n++;
                }
                assertThat(n).isEqualTo(10);
            }
        }
        database.captured.commit();
        assertThat(database.outbox()).isNotEmpty();
    }
}
