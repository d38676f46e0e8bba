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

/** Statements that name a key other than the key of the changed row. The key of the row must be published. */
class MemoryTrapsIT {
    private MemoryDatabase database;

    @AfterEach
    void disconnect() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    private MemoryDatabase createDatabase(String ddl) throws SQLException {
        database = new MemoryDatabase(List.of("t"), ddl);
        return database;
    }

    /**
     * Executes a prepared statement. Of an ad-hoc statement, the keys would be returned instead of read in its text.
     */
    private List<String> publishedAfter(String sql, Object... values) throws SQLException {
        database.prepared(sql, values);
        return database.published();
    }

    @Test
    void publishesTheRowThatAnUpsertOnAnotherConstraintUpdates() throws SQLException {
        createDatabase(
                "create table t (id int primary key, email text unique, n int); insert into t values (1, 'e', 0)");
        assertThat(publishedAfter("insert into t (id, email) values (2, 'e') on conflict (email) do update set n = 1"))
                .containsExactly("t 1");
        assertThat(publishedAfter("insert into t (id, email) values (1, 'f') on conflict (id) do update set n = 2"))
                .containsExactly("t 1");
        assertThat(publishedAfter("insert into t (id, email) values (1, 'g') on conflict (id) do update set id = 5"))
                .contains("t 5");
    }

    @Test
    void publishesTheRowThatAnUpsertOnANamedConstraintUpdates() throws SQLException {
        createDatabase("create table t (id int primary key, email text constraint u unique, n int);"
                + " insert into t values (1, 'e', 0)");
        assertThat(publishedAfter(
                        "insert into t (id, email) values (2, 'e') on conflict on constraint u do update set n = 1"))
                .containsExactly("t 1");
    }

    @Test
    void publishesTheRowThatAnUpsertOnAPartOfTheKeyUpdates() throws SQLException {
        createDatabase("create table t (a int, b int, n int, primary key (a, b)); create unique index on t (a);"
                + " insert into t values (1, 1, 0)");
        assertThat(publishedAfter("insert into t (a, b) values (1, 2) on conflict (a) do update set n = 1"))
                .containsExactly("t 1:1");
    }

    @Test
    void publishesTheStoredTextWhenTheCollationIgnoresCase() throws SQLException {
        createDatabase("create table u (id int)");
        try {
            database.executePlain(
                    "create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        } catch (SQLException withoutIcu) {
            assumeThat(withoutIcu.getSQLState()).as("a server with ICU").isEqualTo("00000");
        }
        database.close();
        createDatabase("create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);"
                + " create table t (code text collate ci primary key, n int); insert into t values ('abc', 0)");
        assertThat(publishedAfter("update t set n = 1 where code = 'ABC'")).containsExactly("t abc");
        assertThat(publishedAfter("delete from t where code = ?", "aBc")).containsExactly("t abc");
    }

    @Test
    void publishesTheTruncatedTextOfAVarchar() throws SQLException {
        createDatabase("create table t (code varchar(3) primary key, n int)");
        assertThat(publishedAfter("insert into t (code) values ('ab    ')")).containsExactly("t ab ");
        assertThat(publishedAfter("insert into t (code) values (?)", "xyz   ")).containsExactly("t xyz");
        assertThat(publishedAfter("update t set code = ? where code = ?", "cd     ", "xyz"))
                .contains("t cd ");
        assertThat(publishedAfter("update t set n = 1 where code = ?", "ab ")).containsExactly("t ab ");
    }

    @Test
    void publishesACharWithoutTrailingBlanks() throws SQLException {
        createDatabase("create table t (code char(5) primary key, n int); insert into t values ('ab', 0)");
        assertThat(publishedAfter("update t set n = 1 where code = 'ab  '")).containsExactly("t ab");
        assertThat(publishedAfter("insert into t (code) values (?)", "x  ")).containsExactly("t x");
    }

    @Test
    void publishesTheValueAfterACast() throws SQLException {
        createDatabase("create table t (id int primary key, n int)");
        assertThat(publishedAfter("insert into t (id) values ('007'::int)")).containsExactly("t 7");
        assertThat(publishedAfter("insert into t (id) values (008)")).containsExactly("t 8");
        assertThat(publishedAfter("insert into t (id) values (1e2)")).containsExactly("t 100");
        assertThat(publishedAfter("insert into t (id) values (2.5)")).containsExactly("t 3");
        assertThat(publishedAfter("update t set n = 1 where id = 7.0")).containsExactly("t 7");
        assertThat(publishedAfter("update t set n = 1 where id = ?", new BigDecimal("8.00")))
                .containsExactly("t 8");
        database.close();
        createDatabase("create table t (code text primary key)");
        assertThat(publishedAfter("insert into t (code) values ('abc'::varchar(2))"))
                .containsExactly("t ab");
        assertThat(publishedAfter("insert into t (code) values (cast('xyz' as char(2)))"))
                .containsExactly("t xy");
    }

    @Test
    void publishesTheNumberThatTheServerReadsFromAText() throws SQLException {
        createDatabase("create table t (id int primary key, n int); insert into t values (7, 0)");
        try (Connection untyped = database.open("&stringtype=unspecified");
                PreparedStatement update = untyped.prepareStatement("update t set n = 1 where id = ?")) {
            update.setString(1, " 007 ");
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        assertThat(database.published()).containsExactly("t 7");
    }

    @Test
    void ignoresANumberThatNoRowCanHave() throws SQLException {
        createDatabase("create table t (id int primary key, n int)");
        assertThat(publishedAfter("update t set n = 1 where id in (1, 5000000000)"))
                .isEmpty();
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
    void publishesTheKeyThatABeforeTriggerSets() throws SQLException {
        createDatabase("create table t (id int primary key, n int);"
                + " create function shift() returns trigger language plpgsql as"
                + " $$ begin new.id := new.id + 100; return new; end $$;"
                + " create trigger shift before insert on t for each row execute function shift()");
        assertThat(publishedAfter("insert into t (id) values (1)")).containsExactly("t 101");
        assertThat(publishedAfter("insert into t (id) values (?)", 2)).containsExactly("t 102");
    }

    @Test
    void publishesTheKeyThatABeforeTriggerOfAPartitionSets() throws SQLException {
        createDatabase("create table t (id int, sub int, primary key (id, sub)) partition by range (id);"
                + " create table t1 partition of t for values from (0) to (1000);"
                + " create function shift() returns trigger language plpgsql as"
                + " $$ begin new.sub := new.sub + 100; return new; end $$;"
                + " create trigger shift before insert on t1 for each row execute function shift()");
        assertThat(publishedAfter("insert into t (id, sub) values (1, 1)")).containsExactly("t 1:101");
    }

    @Test
    void publishesAGeneratedKeyColumn() throws SQLException {
        createDatabase("create table t (base int, id int generated always as (base * 2) stored primary key)");
        assertThat(publishedAfter("insert into t (base) values (4)")).containsExactly("t 8");
    }

    @Test
    void publishesTheIdentityThatOverridesTheGivenValue() throws SQLException {
        createDatabase("create table t (id int generated by default as identity primary key, n int)");
        assertThat(publishedAfter("insert into t (id, n) overriding user value values (50, 1)"))
                .containsExactly("t 1");
        assertThat(publishedAfter("insert into t (id, n) values (default, 1)")).containsExactly("t 2");
    }

    @Test
    void marksTheTableWhenARuleReplacesTheInsert() throws SQLException {
        createDatabase("create table t (id int primary key, n int); create table u (id int);"
                + " create rule r as on insert to t do instead insert into u values (new.id)");
        assertThat(publishedAfter("insert into t (id) values (1)")).containsExactly("t mark not rewritten");
    }

    @Test
    void marksTheTableWhenBackslashesEscape() throws SQLException {
        createDatabase("create table t (code text primary key)");
        database.update("set standard_conforming_strings = off");
        assertThat(publishedAfter("insert into t (code) values ('a\\nb')")).containsExactly("t mark not rewritten");
    }

    @Test
    void readsKeysOfTypesWithOneTextForm() throws SQLException {
        UUID uuid = UUID.randomUUID();
        createDatabase("create table t (u uuid, d date, s text, primary key (u, d, s)) ");
        assertThat(publishedAfter("insert into t (u, d, s) values (?, ?, ?)", uuid, LocalDate.of(2026, 2, 3), "a:b"))
                .containsExactly("t " + uuid + ":2026-02-03:a\\:b");
        assertThat(publishedAfter("delete from t where u = '" + uuid.toString().toUpperCase(java.util.Locale.ROOT)
                        + "' and d = '2026-02-03' and s = 'a:b'"))
                .containsExactly("t " + uuid + ":2026-02-03:a\\:b");
    }

    @Test
    void publishesTheRowsOfTheWholeCondition() throws SQLException {
        createDatabase("create table t (id int primary key, n int); insert into t values (1, 0), (2, 0), (3, 3)");
        assertThat(publishedAfter("update t set n = 1 where id = 1 or n = 3")).containsExactlyInAnyOrder("t 1", "t 3");
        assertThat(publishedAfter("delete from t where not id = 2")).containsExactlyInAnyOrder("t 1", "t 3");
    }
}
