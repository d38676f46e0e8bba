package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * DDL that changes what rows show, or which rows there are, without a write of these rows. Each statement is rolled
 * back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShownRowsDdlIT {
    private static final String SCHEMA = """
            create schema shop;
            create type mood as enum ('glad', 'sad');
            create type "Shade" as enum ('dark', 'light');
            create domain spirit as mood;
            create type pair as (first mood, second int);
            create type span as range (subtype = numeric);
            create type unused as enum ('a', 'b');
            create domain amount as numeric default 7;
            create table layout (a int, b mood);
            create function twice(i int) returns int immutable language sql as 'select 2 * i';
            create table plain (
              id int primary key, mood mood, moods mood[], v int, w int generated always as (twice(v)) stored,
              constraint positive check (v > 0));
            create table deep (id int primary key, s spirit, p pair[], span span, l layout, shade "Shade");
            create table shop.stock (id int primary key, v numeric);
            create table other (id int primary key, m unused);
            create table keyless (id int not null, v int);
            create index plain_v on plain (v);
            """;

    private CapturedDatabase database;

    @BeforeAll
    void createDatabase() throws Exception {
        database = new CapturedDatabase(List.of("plain", "deep", "shop.stock"), SCHEMA);
        database.captured.setAutoCommit(false);
    }

    @AfterAll
    void close() throws Exception {
        database.close();
    }

    /** The marks that a statement writes in its transaction, which is rolled back. */
    private List<String> marksOf(String sql) throws Exception {
        try (var statement = database.captured.createStatement()) {
            statement.execute(sql);
            try (var rows = statement.executeQuery("select coalesce(string_agg(distinct tbl || ' ' || tag, ', '"
                    + " order by tbl || ' ' || tag), '') from typesync.outbox")) {
                rows.next();
                return rows.getString(1).isEmpty()
                        ? List.of()
                        : List.of(rows.getString(1).split(", "));
            }
        } finally {
            database.captured.rollback();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "alter type mood rename value 'sad' to 'down'                       | public.deep ddl, public.plain ddl",
                "ALTER TYPE public.\"Shade\" RENAME VALUE 'dark' TO 'black'          | public.deep ddl",
                "alter type pair add attribute third int                            | public.deep ddl",
                "alter type pair drop attribute second                              | public.deep ddl",
                "alter type pair rename attribute first to one                      | public.deep ddl",
                "alter type mood rename to temper                                   | public.deep ddl, public.plain ddl",
                "alter type span set schema shop                                    | public.deep ddl",
                "alter domain spirit rename to ghost                                | public.deep ddl",
                "drop domain spirit cascade                                         | public.deep ddl",
                "drop type mood cascade                                             | public.deep ddl, public.plain ddl",
                "alter table layout rename column a to x                            | public.deep ddl",
                "alter table plain alter moods type text[] using moods::text[]       | public.plain ddl",
                "alter table plain drop column v cascade                            | public.plain ddl",
                "alter table plain drop v cascade                                   | public.plain ddl",
                "alter table plain add column c int default 5                       | public.plain ddl",
                "alter table plain add c int, add d text not null default 'x'       | public.plain ddl",
                "alter table plain add column c serial                              | public.plain ddl",
                "alter table plain add column c amount                              | public.plain ddl",
                "alter table plain add column c int generated always as (v) stored  | public.plain ddl",
                "alter table plain drop constraint plain_pkey                       | public.plain ddl",
                "alter table plain drop constraint plain_pkey, add primary key (v)  | public.plain ddl",
                "alter table only plain drop constraint plain_pkey, add primary key (id, v) | public.plain ddl",
                "alter table plain rename column id to key                          | public.plain ddl",
                "alter table plain rename id to key                                 | public.plain ddl",
                "alter table plain rename to renamed                                | public.plain ddl",
                "alter table plain set schema shop                                  | public.plain ddl",
                "drop table shop.stock                                              | shop.stock ddl",
                "drop schema shop cascade                                           | shop.stock ddl",
                "alter schema shop rename to store                                  | shop.stock ddl",
                "truncate plain, other cascade                                      | public.plain truncate",
                "alter table plain alter w drop expression                          | public.plain ddl",
                "do 'begin alter type mood rename value ''sad'' to ''down''; end'    | public.deep opaque statement, public.plain opaque statement",
                "alter table other rename to plain_too; alter table plain rename to old | public.plain ddl",
            })
    void marksTheTablesWhoseRowsShowSomethingElse(String sql, String marks) throws Exception {
        assertThat(marksOf(sql)).containsExactlyInAnyOrder(marks.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter type unused rename value 'a' to 'c'",
                "alter type mood add value 'calm'",
                "alter domain spirit set default 'sad'",
                "alter domain spirit add check (value <> 'sad')",
                "alter domain spirit set not null",
                "alter domain amount set default 8",
                "alter type mood owner to current_user",
                "create or replace function twice(i int) returns int immutable language sql as 'select 3 * i'",
                "create view shown as select id, mood from plain",
                "comment on type mood is 'alter type mood rename value'",
                "create index on plain (mood)",
                "alter index plain_v rename to plain_v2",
                "alter table plain add column c int",
                "alter table plain add c varchar(20), add column if not exists d timestamp(3) with time zone",
                "alter table plain add constraint small check (v < 1000) not valid, validate constraint positive",
                "alter table plain add unique (v), add foreign key (v) references other",
                "alter table plain alter v set default 4, alter column mood drop not null, alter v set statistics 10",
                "alter table plain alter v drop default, alter v set not null",
                "alter table plain rename constraint positive to above",
                "alter table plain set (fillfactor = 70), reset (fillfactor), set logged, replica identity full",
                "alter table plain disable trigger all, owner to current_user, cluster on plain_v",
                "alter table other add column c int default 5, drop column m",
                "alter table keyless add primary key (id)",
                "alter table other add foreign key (id) references plain on delete cascade",
                "drop type unused cascade",
                // the replicator reads all rows, or reports that it cannot
                "alter table if exists public.plain enable row level security, force row level security",
                "alter table plain disable row level security, no force row level security",
                "create policy few on plain using (v < 5)",
                "do 'declare m mood; begin m := ''sad''; end'",
                "create schema another",
                "alter role current_user set datestyle to german",
                "alter collation \"C\" owner to current_user",
            })
    void marksNothingForOtherDdl(String sql) throws Exception {
        assertThat(marksOf(sql)).isEmpty();
    }

    @Test
    void marksTheTableWhenTheExpressionOfAColumnChanges() throws Exception {
        assumeTrue(database.serverVersion() >= 17, "SET EXPRESSION came with PostgreSQL 17");
        assertThat(marksOf("alter table plain alter column w set expression as (v + 1)"))
                .containsExactly("public.plain ddl");
    }

    @Test
    void marksDdlThatFollowsAWriteInTheSameTransaction() throws Exception {
        database.execute("insert into plain (id, v) values (1, 1)");
        assertThat(marksOf("alter table plain rename column id to key")).containsExactly("public.plain ddl");
    }

    @Test
    void marksTheTableWhenALabelIsRenamedInMemory() throws Exception {
        try (MemoryDatabase memory = new MemoryDatabase(
                List.of("t"), "create type mood as enum ('a', 'b'); create table t (id int primary key, m mood)")) {
            memory.update("alter type mood rename value 'a' to 'c'");
            assertThat(memory.published()).containsExactly("t mark ddl");
        }
    }
}
