package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements that name a key which is not the one of the row they change: what is published has to be the row's. */
class MemoryTrapsIT {
    private MemoryDatabase database;

    @AfterEach
    void disconnect() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    private MemoryDatabase with(String ddl) throws SQLException {
        database = new MemoryDatabase(List.of("t"), ddl);
        return database;
    }

    /** Prepared: the keys of a text for once are asked for, not read in it. */
    private List<String> after(String sql) throws SQLException {
        return afterPrepared(sql);
    }

    private List<String> afterPrepared(String sql, Object... values) throws SQLException {
        database.prepared(sql, values);
        return database.published();
    }

    @Test
    void anUpsertOnAnotherConstraintChangesAnotherRow() throws SQLException {
        with("create table t (id int primary key, email text unique, n int); insert into t values (1, 'e', 0)");
        assertThat(after("insert into t (id, email) values (2, 'e') on conflict (email) do update set n = 1"))
                .containsExactly("t 1");
        assertThat(after("insert into t (id, email) values (1, 'f') on conflict (id) do update set n = 2"))
                .containsExactly("t 1");
        assertThat(after("insert into t (id, email) values (1, 'g') on conflict (id) do update set id = 5"))
                .contains("t 5");
    }

    @Test
    void anUpsertOnANamedConstraintMayBeOnAnotherOne() throws SQLException {
        with("create table t (id int primary key, email text constraint u unique, n int);"
                + " insert into t values (1, 'e', 0)");
        assertThat(after("insert into t (id, email) values (2, 'e') on conflict on constraint u do update set n = 1"))
                .containsExactly("t 1");
    }

    @Test
    void anUpsertOnAPartOfTheKeyMayChangeARowWithAnotherKey() throws SQLException {
        with("create table t (a int, b int, n int, primary key (a, b)); create unique index on t (a);"
                + " insert into t values (1, 1, 0)");
        assertThat(after("insert into t (a, b) values (1, 2) on conflict (a) do update set n = 1"))
                .containsExactly("t 1:1");
    }

    @Test
    void equalByItsCollationIsNotTheSameText() throws SQLException {
        with("create table u (id int)");
        try {
            database.onPlain("create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        } catch (SQLException withoutIcu) {
            assumeThat(withoutIcu.getSQLState()).as("a server with ICU").isEqualTo("00000");
        }
        database.close();
        with("create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);"
                + " create table t (code text collate ci primary key, n int); insert into t values ('abc', 0)");
        assertThat(after("update t set n = 1 where code = 'ABC'")).containsExactly("t abc");
        assertThat(afterPrepared("delete from t where code = ?", "aBc")).containsExactly("t abc");
    }

    @Test
    void blanksBeyondTheLengthAreCutWhereTheyAreStored() throws SQLException {
        with("create table t (code varchar(3) primary key, n int)");
        assertThat(after("insert into t (code) values ('ab    ')")).containsExactly("t ab ");
        assertThat(afterPrepared("insert into t (code) values (?)", "xyz   ")).containsExactly("t xyz");
        assertThat(afterPrepared("update t set code = ? where code = ?", "cd     ", "xyz"))
                .contains("t cd ");
        assertThat(afterPrepared("update t set n = 1 where code = ?", "ab ")).containsExactly("t ab ");
    }

    @Test
    void aCharIsPaddedAndComparedWithoutItsBlanks() throws SQLException {
        with("create table t (code char(5) primary key, n int); insert into t values ('ab', 0)");
        assertThat(after("update t set n = 1 where code = 'ab  '")).containsExactly("t ab");
        assertThat(afterPrepared("insert into t (code) values (?)", "x  ")).containsExactly("t x");
    }

    @Test
    void aCastChangesWhatIsWritten() throws SQLException {
        with("create table t (id int primary key, n int)");
        assertThat(after("insert into t (id) values ('007'::int)")).containsExactly("t 7");
        assertThat(after("insert into t (id) values (008)")).containsExactly("t 8");
        assertThat(after("insert into t (id) values (1e2)")).containsExactly("t 100");
        assertThat(after("insert into t (id) values (2.5)")).containsExactly("t 3");
        assertThat(after("update t set n = 1 where id = 7.0")).containsExactly("t 7");
        assertThat(afterPrepared("update t set n = 1 where id = ?", new BigDecimal("8.00")))
                .containsExactly("t 8");
        database.close();
        with("create table t (code text primary key)");
        assertThat(after("insert into t (code) values ('abc'::varchar(2))")).containsExactly("t ab");
        assertThat(after("insert into t (code) values (cast('xyz' as char(2)))"))
                .containsExactly("t xy");
    }

    @Test
    void aTextThatTheServerReadsAsANumber() throws SQLException {
        with("create table t (id int primary key, n int); insert into t values (7, 0)");
        try (Connection untyped = database.open("&stringtype=unspecified");
                PreparedStatement update = untyped.prepareStatement("update t set n = 1 where id = ?")) {
            update.setString(1, " 007 ");
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        assertThat(database.published()).containsExactly("t 7");
    }

    @Test
    void aNumberThatNoRowCanHaveIsNoKey() throws SQLException {
        with("create table t (id int primary key, n int)");
        assertThat(after("update t set n = 1 where id in (1, 5000000000)")).isEmpty();
        try (PreparedStatement delete = database.captured.prepareStatement("delete from t where id = ?")) {
            delete.setLong(1, 5_000_000_000L);
            delete.addBatch();
            delete.setNull(1, java.sql.Types.INTEGER);
            delete.addBatch();
            delete.executeBatch();
        }
        assertThat(database.published()).isEmpty();
    }

    @Test
    void aBeforeTriggerMayChangeTheKey() throws SQLException {
        with("create table t (id int primary key, n int);"
                + " create function shift() returns trigger language plpgsql as"
                + " $$ begin new.id := new.id + 100; return new; end $$;"
                + " create trigger shift before insert on t for each row execute function shift()");
        assertThat(after("insert into t (id) values (1)")).containsExactly("t 101");
        assertThat(afterPrepared("insert into t (id) values (?)", 2)).containsExactly("t 102");
    }

    @Test
    void aBeforeTriggerOfAPartitionMayChangeTheKey() throws SQLException {
        with("create table t (id int, sub int, primary key (id, sub)) partition by range (id);"
                + " create table t1 partition of t for values from (0) to (1000);"
                + " create function shift() returns trigger language plpgsql as"
                + " $$ begin new.sub := new.sub + 100; return new; end $$;"
                + " create trigger shift before insert on t1 for each row execute function shift()");
        assertThat(after("insert into t (id, sub) values (1, 1)")).containsExactly("t 1:101");
    }

    @Test
    void aKeyThatIsComputedIsNotNamed() throws SQLException {
        with("create table t (base int, id int generated always as (base * 2) stored primary key)");
        assertThat(after("insert into t (base) values (4)")).containsExactly("t 8");
    }

    @Test
    void anIdentityThatOverridesTheValue() throws SQLException {
        with("create table t (id int generated by default as identity primary key, n int)");
        assertThat(after("insert into t (id, n) overriding user value values (50, 1)"))
                .containsExactly("t 1");
        assertThat(after("insert into t (id, n) values (default, 1)")).containsExactly("t 2");
    }

    @Test
    void aRuleMayDoSomethingElse() throws SQLException {
        with("create table t (id int primary key, n int); create table u (id int);"
                + " create rule r as on insert to t do instead insert into u values (new.id)");
        assertThat(after("insert into t (id) values (1)")).containsExactly("t mark not rewritten");
    }

    @Test
    void escapesDependOnASetting() throws SQLException {
        with("create table t (code text primary key)");
        database.update("set standard_conforming_strings = off");
        assertThat(after("insert into t (code) values ('a\\nb')")).containsExactly("t mark not rewritten");
    }

    @Test
    void typesWhoseValuesHaveOneTextAreTold() throws SQLException {
        UUID uuid = UUID.randomUUID();
        with("create table t (u uuid, d date, s text, primary key (u, d, s)) ");
        assertThat(afterPrepared("insert into t (u, d, s) values (?, ?, ?)", uuid, LocalDate.of(2026, 2, 3), "a:b"))
                .containsExactly("t " + uuid + ":2026-02-03:a\\:b");
        assertThat(after("delete from t where u = '" + uuid.toString().toUpperCase(java.util.Locale.ROOT)
                        + "' and d = '2026-02-03' and s = 'a:b'"))
                .containsExactly("t " + uuid + ":2026-02-03:a\\:b");
    }

    @Test
    void rowsOfAnotherConditionAreNotNamed() throws SQLException {
        with("create table t (id int primary key, n int); insert into t values (1, 0), (2, 0), (3, 3)");
        assertThat(after("update t set n = 1 where id = 1 or n = 3")).containsExactlyInAnyOrder("t 1", "t 3");
        assertThat(after("delete from t where not id = 2")).containsExactlyInAnyOrder("t 1", "t 3");
    }
}
