package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * For a DELETE with foreign key actions, the keys of all changed rows are recorded, or a mark if they are not certain.
 */
class CascadeIT {
    private static final String LIBRARY = """
            create table author (id int primary key, name text, code text unique);
            create table book (id int primary key, author int references author on delete cascade, title text);
            create table page (book int references book on delete cascade, no int, primary key (book, no));
            create table quote (id int primary key, author text references author (code) on delete set null);
            insert into author values (1, 'a', 'A'), (2, 'b', 'B'), (3, 'c', 'C');
            insert into book select 10 * a + i, a from generate_series(1, 3) a, generate_series(0, 2) i;
            insert into page select b.id, i from book b, generate_series(1, 2) i;
            insert into quote values (1, 'A'), (2, 'A'), (3, 'B');
            """;

    private CapturedDatabase database;

    private void createDatabase(List<String> tables, String ddl) throws Exception {
        database = new CapturedDatabase(tables, ddl);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private List<String> keys() throws SQLException {
        return database.outbox().stream().filter(row -> !row.endsWith("{}")).toList();
    }

    /** What a constant holds between double quotes could be a name with an escape. */
    @Test
    void acceptsConstantsThatLookLikeImpossibleNames() throws Exception {
        createDatabase(List.of("author", "page"), LIBRARY);
        for (String constant : List.of("E'\"m\\'n\"4'", "'\"\\0000\"'", "'\"\\D800\"'", "'\"\\\"'", "'\"\\+00\"'")) {
            assertThat(database.update("delete from author where code = " + constant + " or id = 9"))
                    .as(constant)
                    .isZero();
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void recordsTheKeysOfAllTablesOverSeveralLevels() throws Exception {
        createDatabase(List.of("author", "page", "quote"), LIBRARY);
        assertThat(database.update("delete from author where id = 1")).isEqualTo(1);
        assertThat(keys())
                .containsExactlyInAnyOrder(
                        "public.author {1}",
                        "public.page {10:1}",
                        "public.page {10:2}",
                        "public.page {11:1}",
                        "public.page {11:2}",
                        "public.page {12:1}",
                        "public.page {12:2}",
                        "public.quote {1}",
                        "public.quote {2}");
        assertThat(database.update("delete from author where id = 9")).isZero();
        assertThat(keys()).isEmpty();
    }

    @Test
    void recordsOnlyReplicatedChildrenOfATableThatIsNotReplicated() throws Exception {
        createDatabase(List.of("page"), LIBRARY);
        assertThat(database.update("delete from author a where a.name in ('a', 'b') -- it's done"))
                .isEqualTo(2);
        assertThat(keys()).hasSize(12).allMatch(row -> row.startsWith("public.page {"));
    }

    @Test
    void supportsParametersUsingAndWithOfTheApplication() throws Exception {
        createDatabase(List.of("page"), LIBRARY);
        String sql = "with w as (select ?::int as id) delete from only author as x using w, (values (?)) v(n)"
                + " where x.id = w.id and v.n = x.name";
        try (PreparedStatement delete = database.captured.prepareStatement(sql)) {
            for (int i = 1; i <= 3; i++) {
                delete.setInt(1, i);
                delete.setString(2, i == 2 ? "none" : i == 1 ? "a" : "c");
                assertThat(delete.executeUpdate()).isEqualTo(i == 2 ? 0 : 1);
                assertThat(delete.toString()).startsWith("with w as (select ").endsWith("v.n = x.name");
            }
        }
        assertThat(keys()).hasSize(12).noneMatch(row -> row.contains("mark"));
    }

    @Test
    void returnsGeneratedKeys() throws Exception {
        createDatabase(List.of("author", "page"), LIBRARY);
        try (PreparedStatement delete =
                database.captured.prepareStatement("delete from author where id < ?", new String[] {"name", "id"})) {
            delete.setInt(1, 3);
            assertThat(delete.executeUpdate()).isEqualTo(2);
            assertThat(generatedKeys(delete)).containsExactlyInAnyOrder("a 1", "b 2");
        }
        assertThat(keys()).hasSize(14).contains("public.author {1}").noneMatch(row -> row.contains("mark"));
        try (PreparedStatement delete = database.captured.prepareStatement(
                "delete from author where id = ?", Statement.RETURN_GENERATED_KEYS)) {
            delete.setInt(1, 3);
            assertThat(delete.executeUpdate()).isEqualTo(1);
            assertThat(generatedKeys(delete)).containsExactly("c 3");
            delete.setInt(1, 9);
            assertThat(delete.executeUpdate()).isZero();
        }
        assertThat(keys()).hasSize(7).contains("public.author {3}").noneMatch(row -> row.contains("mark"));
    }

    private static List<String> generatedKeys(Statement executed) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (ResultSet rows = executed.getGeneratedKeys()) {
            while (rows.next()) {
                keys.add(rows.getString("name") + " " + rows.getInt("id"));
            }
        }
        return keys;
    }

    @Test
    void returnsTheRowsOfTheApplicationsReturning() throws Exception {
        createDatabase(List.of("page"), LIBRARY);
        try (PreparedStatement delete = database.captured.prepareStatement(
                "delete from author where id < ? returning upper(name) as \"N\", code, id")) {
            delete.setInt(1, 3);
            try (ResultSet rows = delete.executeQuery()) {
                assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("N");
                assertThat(rows.getMetaData().getTableName(2)).isEqualTo("author");
                assertThat(rows.getMetaData().getColumnCount()).isEqualTo(3);
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("N")).isEqualTo("A");
                assertThat(rows.next()).isTrue();
                assertThat(rows.next()).isFalse();
            }
        }
        assertThat(keys()).hasSize(12).noneMatch(row -> row.contains("mark"));
        try (PreparedStatement delete =
                database.captured.prepareStatement("delete from author where id = ? returning id + ?::int")) {
            delete.setInt(1, 3);
            delete.setInt(2, 4);
            try (ResultSet rows = delete.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(7);
            }
        }
        assertThat(keys()).containsExactly("public.page mark foreign key");
    }

    @Test
    void returnsAllRowsOfTypesyncsTransactionForAnyFetchSize() throws Exception {
        createDatabase(List.of("page"), LIBRARY);
        try (PreparedStatement delete =
                database.captured.prepareStatement("delete from author where id < ? returning id")) {
            delete.setFetchSize(1);
            for (int below = 2; below <= 4; below++) {
                delete.setInt(1, below);
                try (ResultSet rows = delete.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getFetchSize()).isEqualTo(1);
                    assertThat(rows.next()).isFalse();
                }
                assertThat(delete.getFetchSize()).isEqualTo(1);
            }
        }
        assertThat(keys()).hasSize(18).noneMatch(row -> row.contains("mark"));
    }

    @Test
    void keepsTheDeletedRowsWhenTheDriverRejectsTheResult() throws Exception {
        createDatabase(List.of("page"), LIBRARY);
        assertThatThrownBy(() -> database.update("delete from author where id = 1 returning id"))
                .hasMessageContaining("A result was returned");
        assertThat(database.captured.getAutoCommit()).isTrue();
        assertThat(keys()).hasSize(6).noneMatch(row -> row.contains("mark"));
        assertThat(database.update("delete from author where id = 1")).isZero();
    }

    @Test
    void returnsTheRowsOfTheApplicationsReturningOfAReplicatedTable() throws Exception {
        createDatabase(List.of("author", "page"), LIBRARY);
        try (Statement statement = database.captured.createStatement();
                ResultSet rows = statement.executeQuery("delete from author where id = 2 returning *")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("name")).isEqualTo("b");
        }
        assertThat(keys()).hasSize(7).contains("public.author {2}").noneMatch(row -> row.contains("mark"));
    }

    @Test
    void recordsTheKeysInTheApplicationsTransaction() throws Exception {
        createDatabase(List.of("page"), LIBRARY);
        database.captured.setAutoCommit(false);
        assertThat(database.update("delete from author where id = 1")).isEqualTo(1);
        database.captured.rollback();
        assertThat(keys()).isEmpty();
        assertThat(database.update("delete from author where id = 2")).isEqualTo(1);
        database.captured.commit();
        assertThat(keys()).hasSize(6);
    }

    @Test
    void writesOnAReadOnlyConnectionWhereTheDriverAllowsIt() throws Exception {
        createDatabase(List.of("page"), LIBRARY);
        database.captured.setReadOnly(true);
        assertThat(database.update("delete from author where id = 1")).isEqualTo(1);
        assertThat(database.update("truncate page")).isZero();
        assertThat(keys()).hasSize(7).contains("public.page mark truncate");
        try (Connection reading = database.open("&readOnlyMode=always")) {
            reading.setReadOnly(true);
            assertThatThrownBy(() -> CapturedDatabase.execute(reading, "delete from author where id = 2"))
                    .hasMessageContaining("read-only transaction");
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void followsRowsThatReferToEachOther() throws Exception {
        createDatabase(
                List.of("category", "product"),
                "create table category (id int primary key, up int references category on delete cascade);"
                        + " create table product (id int primary key, category int references category on delete set null);"
                        + " insert into category select i, nullif(i - 1, 0) from generate_series(1, 30) i;"
                        + " insert into category values (100, null); update category set up = 30 where id = 1;"
                        + " insert into product select i, i from generate_series(1, 30) i");
        assertThat(database.update("delete from category where id = 7")).isEqualTo(1);
        List<String> keys = keys().stream().distinct().toList();
        assertThat(keys).hasSize(60).contains("public.category {7}", "public.category {30}", "public.product {6}");
        assertThat(keys).noneMatch(row -> row.contains("mark"));
    }

    @Test
    void marksADeleteWhoseConditionHasSideEffects() throws Exception {
        createDatabase(List.of("page"), LIBRARY + "create sequence s; create view v as select nextval('s') as n;");
        assertThat(database.update("delete from author where id = (select n from v)"))
                .isEqualTo(1);
        assertThat(keys()).containsExactly("public.page mark foreign key");
        assertThat(database.update("delete from author where id + 0 * nextval('s') = 2"))
                .isEqualTo(1);
        assertThat(keys()).containsExactly("public.page mark foreign key");
        try (Statement statement = database.plain.createStatement();
                ResultSet row = statement.executeQuery("select last_value from s")) {
            row.next();
            assertThat(row.getInt(1))
                    .as("the condition is evaluated once per row")
                    .isEqualTo(3);
        }
    }

    @Test
    void marksABatchAndReturnsItsUpdateCounts() throws Exception {
        createDatabase(List.of("page"), LIBRARY);
        try (PreparedStatement delete = database.captured.prepareStatement("delete from author where id = ?")) {
            for (int i = 1; i <= 4; i++) {
                delete.setInt(1, i == 2 ? 20 : i);
                delete.addBatch();
            }
            assertThat(delete.executeBatch()).containsExactly(1, 0, 1, 0);
        }
        assertThat(keys()).containsExactly("public.page mark foreign key", "public.page mark foreign key");
    }

    @Test
    void readsNoOtherRowsUnderSerializable() throws Exception {
        createDatabase(List.of("page"), LIBRARY);
        List<String> plain;
        try (Connection connection = database.openPlain("")) {
            plain = readLocks(connection, 1);
        }
        delete(database.captured, 3); // proves the statement: a savepoint would keep the locks on written rows
        assertThat(keys()).hasSize(6);
        assertThat(readLocks(database.captured, 2)).isEqualTo(plain);
        assertThat(keys()).containsExactly("public.page mark foreign key");
    }

    @Test
    void marksADeleteReturningUnderSerializable() throws Exception {
        createDatabase(List.of("author", "page"), LIBRARY);
        deleteReturningUnderSerializable();
        assertThat(keys()).containsExactlyInAnyOrder("public.author {1}", "public.page mark foreign key");
    }

    @Test
    void marksADeleteReturningOfATableThatIsNotReplicatedUnderSerializable() throws Exception {
        createDatabase(List.of("page"), LIBRARY);
        deleteReturningUnderSerializable();
        assertThat(keys()).containsExactly("public.page mark foreign key");
    }

    private void deleteReturningUnderSerializable() throws SQLException {
        database.captured.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        try (Statement statement = database.captured.createStatement();
                ResultSet rows = statement.executeQuery("delete from author where id = 1 returning name")) {
            assertThat(rows.next()).isTrue();
        }
    }

    /** The relations that a serializable DELETE has locked for reading. */
    private List<String> readLocks(Connection connection, int author) throws SQLException {
        connection.setAutoCommit(false);
        CapturedDatabase.execute(connection, "set transaction isolation level serializable");
        delete(connection, author);
        try (Statement statement = database.plain.createStatement();
                ResultSet row = statement.executeQuery("select array_agg(distinct locktype || relation::regclass::text)"
                        + " from pg_locks where mode = 'SIReadLock'"
                        + " and relation::regclass::text not like 'pg_%'")) {
            row.next();
            return List.of(String.valueOf(row.getString(1)));
        } finally {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void delete(Connection connection, int author) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from author where id = ?")) {
            delete.setInt(1, author);
            assertThat(delete.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void marksADeleteOfMoreRowsThanAreRecorded() throws Exception {
        createDatabase(
                List.of("page"),
                LIBRARY + "insert into page select 10, i from generate_series(3, 10001) i;"
                        + " insert into author select i, 'many' from generate_series(10, 10100) i");
        assertThat(database.update("delete from author where id = 1")).isEqualTo(1);
        assertThat(keys()).containsExactly("public.page mark foreign key");
        assertThat(database.update("delete from author where name = 'many'")).isEqualTo(10_091);
        assertThat(keys()).containsExactly("public.page mark foreign key");
    }

    @Test
    void marksADeleteWhenTheRoleMayNotLockTheRows() throws Exception {
        createDatabase(
                List.of("page"),
                LIBRARY
                        + "drop role if exists librarian; create role librarian; grant select, delete on author to librarian");
        database.execute("set role librarian");
        assertThat(database.update("delete from author where id = 1")).isEqualTo(1);
        assertThat(keys()).containsExactly("public.page mark foreign key");
        database.execute("reset role");
        database.executePlain("drop owned by librarian; drop role librarian");
    }

    @Test
    void marksADeleteWhenTriggersDecideWhatIsDeleted() throws Exception {
        createDatabase(
                List.of("page"),
                LIBRARY + "create function keep() returns trigger language plpgsql as 'begin return null; end';"
                        + " create trigger keep before delete on book for each row execute function keep()");
        assertThat(database.update("delete from author where id = 3")).isEqualTo(1);
        assertThat(keys()).containsExactly("public.page mark foreign key");
        database.execute("drop trigger keep on book; create or replace function keep() returns trigger language plpgsql"
                + " as 'begin update page set no = no + 5 where book = 20; return null; end';"
                + " create trigger keep after delete on book for each row execute function keep()");
        assertThat(database.update("delete from author where id = 1")).isEqualTo(1);
        assertThat(keys()).contains("public.page mark foreign key");
    }

    @Test
    void recordsPartitionsAndKeysOfSeveralColumns() throws Exception {
        createDatabase(
                List.of("line"),
                "create table shop (id int, region text, primary key (region, id));"
                        + " create table line (region text, shop int, no int, primary key (region, shop, no),"
                        + " foreign key (shop, region) references shop (id, region) on delete cascade) partition by list (region);"
                                .replace(
                                        "(shop, region) references shop (id, region)",
                                        "(region, shop) references shop (region, id)")
                        + " create table line_n partition of line for values in ('n');"
                        + " create table line_s partition of line for values in ('s');"
                        + " insert into shop values (1, 'n'), (1, 's'); insert into line values ('n', 1, 1), ('s', 1, 2)");
        assertThat(database.update("delete from shop where id = 1")).isEqualTo(2);
        assertThat(keys()).containsExactlyInAnyOrder("public.line {n:1:1}", "public.line {s:1:2}");
    }
}
