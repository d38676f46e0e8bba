package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Rows written through a result set are recorded by key if the result identifies the row, else by a mark. */
class UpdatableResultIT {
    private static final String T_MARK = "public.t mark updatable result set";

    private CapturedDatabase database;

    private void createDatabase(String ddl) throws Exception {
        createDatabase(List.of("t"), ddl);
    }

    private void createDatabase(List<String> tables, String ddl) throws Exception {
        database = new CapturedDatabase(tables, ddl);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private interface ResultSetAction {
        void run(ResultSet rows) throws SQLException;
    }

    private void openUpdatable(String query, ResultSetAction action) throws SQLException {
        try (Statement statement = database.captured.createStatement(
                        ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery(query)) {
            action.run(rows);
        }
    }

    private static void update(ResultSet rows) throws SQLException {
        assertThat(rows.next()).isTrue();
        rows.updateInt("v", 7);
        rows.updateRow();
    }

    @Test
    void recordsTheKeysOfInsertUpdateAndDeleteUnderAutocommit() throws Exception {
        createDatabase("create table t (id serial primary key, v int); insert into t (v) values (1), (2)");
        openUpdatable("select v, id from t order by id", rows -> {
            update(rows);
            assertThat(database.outbox()).containsExactly("public.t {1}");
            assertThat(rows.next()).isTrue();
            rows.deleteRow();
            assertThat(database.outbox()).containsExactly("public.t {2}");
            rows.moveToInsertRow();
            rows.updateInt("v", 9);
            rows.insertRow();
            assertThat(rows.getInt("id")).isEqualTo(3);
            assertThat(database.outbox()).containsExactly("public.t {3}");
        });
        assertThat(database.captured.getAutoCommit()).isTrue();
    }

    @Test
    void recordsNothingForAnUpdateWithoutValues() throws Exception {
        createDatabase("create table t (id int primary key, v int); insert into t values (1, 1)");
        openUpdatable("select id, v from t", rows -> {
            assertThat(rows.next()).isTrue();
            rows.updateRow();
            rows.updateInt("v", 7);
            rows.cancelRowUpdates();
            rows.updateRow();
            assertThat(database.outbox()).isEmpty();
            rows.updateInt("v", 7);
            rows.updateRow();
            rows.updateRow();
            assertThat(database.outbox()).containsExactly("public.t {1}");
        });
    }

    /** After a COPY that fails, pgjdbc goes back to the savepoint of the last statement that it has sent. */
    @Test
    void leavesTheSavepointOfTheDriverForAnUpdateWithoutValues() throws Exception {
        createDatabase("create table t (id int primary key, v int); insert into t values (1, 1), (2, 1)");
        try (Connection connection = database.open("&autosave=always");
                Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            connection.setAutoCommit(false);
            ResultSet rows = statement.executeQuery("select id, v from t order by id");
            update(rows);
            assertThat(rows.next()).isTrue();
            rows.updateRow();
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            assertThatThrownBy(() -> copies.copyIn("copy t from stdin csv", new StringReader("1,2,3")))
                    .isInstanceOf(SQLException.class);
            assertThat(DatabasePair.outcome(() -> DatabasePair.update(connection, "delete from t where id = 9")))
                    .contains("25P02");
            connection.commit();
        }
        assertThat(database.strings("select v from t order by id")).containsExactly("1", "1");
    }

    @Test
    void recordsTheKeyInTheTransactionOfTheChange() throws Exception {
        createDatabase("create table t (id int primary key, v int); insert into t values (1, 1)");
        database.captured.setAutoCommit(false);
        openUpdatable("select id, v from t", UpdatableResultIT::update);
        database.captured.rollback();
        assertThat(database.outbox()).isEmpty();
        openUpdatable("select id, v from t", UpdatableResultIT::update);
        database.captured.commit();
        assertThat(database.outbox()).containsExactly("public.t {1}");
    }

    @Test
    void writesKeysInTheServersTextForm() throws Exception {
        createDatabase(
                "create domain code as character(5); create table t (a code, b boolean, c numeric(6,2), d varchar(9),"
                        + " e uuid, v int, primary key (a, b, c, d, e)); insert into t values ('x:y', true, 1.5, 'it''s',"
                        + " '00000000-0000-0000-0000-00000000000a', 1)");
        openUpdatable("select * from t", rows -> {
            update(rows);
            List<String> updated = database.outbox();
            rows.deleteRow();
            List<String> deleted = database.outbox();
            database.update(
                    "insert into t values ('x:y', true, 1.5, 'it''s', '00000000-0000-0000-0000-00000000000a', 1)");
            assertThat(database.outbox()).hasSize(1).isEqualTo(updated).isEqualTo(deleted);
        });
    }

    @Test
    void recordsTheOldKeyAndAMarkWhenTheKeyIsChanged() throws Exception {
        createDatabase("create table t (id int primary key, v int); insert into t values (1, 1)");
        openUpdatable("select id, v from t", rows -> {
            assertThat(rows.next()).isTrue();
            rows.updateInt("id", 5);
            rows.updateRow();
        });
        assertThat(database.outbox()).containsExactly("public.t {1}", T_MARK);
    }

    @Test
    void marksARowThatPgjdbcFindsByAnotherUniqueKey() throws Exception {
        createDatabase(
                "create table t (id int primary key, a_name text not null unique, v int); insert into t values (1, 'a', 1)");
        openUpdatable("select id, a_name, v from t", UpdatableResultIT::update);
        assertThat(database.outbox()).containsExactly(T_MARK);
        openUpdatable("select id, v from t", UpdatableResultIT::update);
        assertThat(database.outbox()).containsExactly("public.t {1}");
    }

    @Test
    void ignoresUniqueIndexesThatCannotIdentifyTheRow() throws Exception {
        createDatabase(
                "create table t (id int primary key, a int not null, b int not null, c int, v int, unique (a, b),"
                        + " unique (c), unique (a, c)); create unique index part on t (a) where v > 0;"
                        + " create unique index computed on t (a, (v + 0)); create index many on t (a);"
                        + " insert into t values (1, 1, 1, 1, 1)");
        openUpdatable("select id, a, c, v from t", UpdatableResultIT::update);
        assertThat(database.outbox()).containsExactly("public.t {1}");
        openUpdatable("select id, a, b, c, v from t", UpdatableResultIT::update);
        assertThat(database.outbox()).containsExactly(T_MARK);
    }

    @Test
    void marksAChildTableWithAnotherPrimaryKey() throws Exception {
        createDatabase("create table t (id int primary key, v int); create table c (primary key (v)) inherits (t);"
                + " insert into c values (1, 1)");
        openUpdatable("select id, v from c", rows -> {
            assertThat(rows.next()).isTrue();
            database.executePlain("update c set id = 5");
            rows.deleteRow(); // deletes the row whose v is 1
        });
        assertThat(database.strings("select id from t")).isEmpty();
        assertThat(database.outbox()).containsExactly(T_MARK);
    }

    @Test
    void marksAnUpdateWhoseNewKeyTheResultDoesNotShow() throws Exception {
        createDatabase("create table t (id int primary key, v int); insert into t values (1, 1);"
                + " create function move() returns trigger language plpgsql as 'begin new.id := new.id + 1; return new; end';"
                + " create trigger move before insert or update on t for each row execute function move()");
        openUpdatable("select id, v from t", rows -> {
            update(rows);
            assertThat(database.outbox()).containsExactly(T_MARK);
            rows.moveToInsertRow();
            rows.updateInt("id", 10);
            rows.insertRow();
            assertThat(rows.getInt("id")).isEqualTo(11); // pgjdbc reads the new row back
        });
        assertThat(database.outbox()).containsExactly("public.t {11}");
    }

    @Test
    void marksAResultWhoseColumnsHaveOtherNames() throws Exception {
        createDatabase("create table t (id int primary key, v int); insert into t values (1, 2), (2, 5)");
        openUpdatable("select v as id, id as v from t where id = 1", rows -> {
            assertThat(rows.next()).isTrue();
            rows.deleteRow(); // deletes the row whose id is 2
        });
        assertThat(database.outbox()).containsExactly(T_MARK);
        openUpdatable("select upper('x') as x, id + 0 as id from t where id = 1", rows -> {
            assertThat(rows.next()).isTrue();
            rows.deleteRow();
        });
        assertThat(database.outbox()).containsExactly(T_MARK);
    }

    @Test
    void findsTheKeyAfterAComputedFirstColumn() throws Exception {
        createDatabase("create table t (id int primary key, v int); insert into t values (1, 2)");
        openUpdatable("select v + 1 as more, id, v from t", UpdatableResultIT::update);
        assertThat(database.outbox()).containsExactly("public.t {1}");
    }

    @Test
    void marksBothTablesWhenTheSearchPathChanges() throws Exception {
        createDatabase(
                List.of("t", "other.t"),
                "create table t (id int primary key, v int); insert into t values (1, 1); create schema other;"
                        + " create table other.t (id int primary key, v int); insert into other.t values (1, 1)");
        openUpdatable("select id, v from t", rows -> {
            database.captured.setSchema("other");
            update(rows);
        });
        assertThat(database.outbox()).containsExactlyInAnyOrder(T_MARK, "other.t mark updatable result set");
    }

    @Test
    void marksTheReplicatedTableThatTheNewSearchPathFinds() throws Exception {
        createDatabase(
                List.of("other.t"),
                "create table t (id int primary key, v int); insert into t values (1, 1); create schema other;"
                        + " create table other.t (id int primary key, v int); insert into other.t values (1, 1)");
        openUpdatable("select id, v from t", rows -> {
            database.captured.setSchema("other");
            update(rows);
        });
        assertThat(database.strings("select v from other.t")).containsExactly("7");
        assertThat(database.outbox()).containsExactly("other.t mark updatable result set");
    }

    @Test
    void ignoresATableOfTheSameNameInAnotherSchema() throws Exception {
        createDatabase(
                "create table t (id int primary key, v int not null); insert into t values (1, 1), (2, 1);"
                        + " create schema other; create table other.t (id int primary key, v int not null constraint a unique)");
        database.captured.setSchema("public");
        openUpdatable("select id, v from t order by id", UpdatableResultIT::update);
        assertThat(database.strings("select id from t where v = 7")).containsExactly("1");
        assertThat(database.outbox()).containsExactly("public.t {1}");
    }

    @Test
    void marksATableThatForeignKeysReach() throws Exception {
        createDatabase(
                List.of("t", "child"),
                "create table t (id int primary key, v int); insert into t values (1, 1);"
                        + " create table child (id int primary key, t int references t on delete cascade);"
                        + " insert into child values (5, 1)");
        openUpdatable("select id, v from t", rows -> {
            update(rows);
            assertThat(database.outbox()).containsExactly("public.t {1}");
            rows.deleteRow();
        });
        assertThat(database.outbox()).containsExactlyInAnyOrder("public.t {1}", "public.child mark foreign key");
    }

    @Test
    void recordsPartitionsUnderTheNameOfTheRootTable() throws Exception {
        createDatabase("create table t (id int, v int, primary key (id)) partition by range (id);"
                + " create table t1 partition of t for values from (0) to (100); insert into t values (1, 1)");
        openUpdatable("select id, v from t1", UpdatableResultIT::update);
        assertThat(database.outbox()).containsExactly("public.t {1}");
        openUpdatable("select id, v from t", UpdatableResultIT::update);
        assertThat(database.outbox()).containsExactly("public.t {1}");
    }

    @Test
    void reportsPgjdbcsErrorsAndRecordsNothing() throws Exception {
        createDatabase("create table t (id int primary key, v int check (v > 0)); insert into t values (1, 1)");
        openUpdatable("select id, v from t", rows -> {
            assertThatThrownBy(rows::deleteRow).hasMessageContaining("before the start");
            assertThat(rows.next()).isTrue();
            rows.updateInt("v", -1);
            assertThatThrownBy(rows::updateRow)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23514"));
        });
        assertThat(database.outbox()).isEmpty();
        try (Statement statement = database.captured.createStatement();
                ResultSet rows = statement.executeQuery("select id, v from t")) {
            rows.next();
            assertThatThrownBy(rows::deleteRow).hasMessageContaining("CONCUR_READ_ONLY");
        }
        assertThat(database.update("update t set v = 3")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t {1}");
    }

    @Test
    void doesNotWriteARowThatCannotBeRecordedUnderAutosave() throws Exception {
        createDatabase("create table t (id serial primary key, v int)");
        try (Connection saving = database.open("&autosave=always");
                Statement statement =
                        saving.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            saving.setAutoCommit(false);
            try (ResultSet rows = statement.executeQuery("select id, v from t")) {
                rows.moveToInsertRow();
                rows.updateInt("v", 1);
                database.refuseKeys();
                assertThatThrownBy(rows::insertRow).isInstanceOf(SQLException.class);
            }
            saving.commit();
        }
        database.acceptKeys();
        try (Statement statement = database.plain.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from t")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    @Test
    void marksTheTableThatPgjdbcWritesAndNotTheOneItShows() throws Exception {
        createDatabase(
                List.of("t", "u"),
                "create table t (id int primary key, v int); insert into t values (1, 1);"
                        + " create table u (id int primary key, v int); insert into u values (1, 1)");
        openUpdatable("select t.id, t.v from u join t on u.id = t.id", UpdatableResultIT::update);
        assertThat(database.strings("select 't' || v from t union all select 'u' || v from u"))
                .containsExactly("t1", "u7");
        assertThat(database.outbox()).contains("public.u mark updatable result set");
    }
}
