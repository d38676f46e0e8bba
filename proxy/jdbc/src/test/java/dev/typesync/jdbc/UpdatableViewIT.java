package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes through views are recorded by key if the view shows the key of its table, else by a mark. */
class UpdatableViewIT {
    private static final String TABLE = """
            create table t (gone int, a int, b text, v int, primary key (b, a));
            alter table t drop column gone;
            create table other (a int primary key, b text);
            """;

    private CapturedDatabase database;

    private void createDatabase(String ddl) throws Exception {
        database = new CapturedDatabase(List.of("t"), TABLE + ddl);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void findsTheKeyUnderAnyNameAndThroughSeveralViews() throws Exception {
        createDatabase(
                "create view one as select v + 1 as w, (select max(a) from other) as a, b as \"B b\", a as k, v from t"
                        + " where exists (select a as k, b from other) or v < 100;"
                        + " create view two as select k as b, \"B b\" as c, v from one where v > 0 with check option;"
                        + " alter view two rename column b to n");
        assertThat(database.update("insert into two values (1, 'x', 5), (2, 'z', 6)"))
                .isEqualTo(2);
        assertThat(database.outbox()).containsExactly("public.t {x:1}", "public.t {z:2}");
        assertThat(database.update("update two set v = 7 where n = 2")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t {z:2}");
        assertThat(database.update("delete from one where k = 2")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t {z:2}");
        assertThat(database.update("update two set n = n + 10")).isEqualTo(1);
        assertThat(String.join(" ", database.outbox())).contains("x:11").containsAnyOf("{x:1,", "mark key changed");
    }

    @Test
    void returnsTheGeneratedKeysOfTheView() throws Exception {
        createDatabase("create view one as select b as bee, a, v from t");
        try (PreparedStatement insert = database.captured.prepareStatement(
                "insert into one values ('x', ?, 1)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setInt(1, 4);
            assertThat(insert.executeUpdate()).isEqualTo(1);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getMetaData().getColumnCount()).isEqualTo(3);
                assertThat(keys.getString("bee")).isEqualTo("x");
            }
        }
        assertThat(database.outbox()).containsExactly("public.t {x:4}");
    }

    @Test
    void marksViewsWithTriggersRulesOrRowSecurity() throws Exception {
        createDatabase(
                "create view one as select * from t; create view two as select * from t; create view three as select * from t;"
                        + " create function f() returns trigger language plpgsql as"
                        + " 'begin insert into t values (77, new.b, 7); return new; end';"
                        + " create trigger f instead of insert on one for each row execute function f();"
                        + " create rule r as on insert to two do instead insert into t values (78, 'r', 1);");
        assertThat(database.update("insert into one values (1, 'x', 1)")).isEqualTo(1);
        assertThat(database.outbox()).isNotEmpty().allMatch(row -> row.contains("public.t mark"));
        assertThat(database.update("insert into two values (1, 'x', 1)")).isEqualTo(1);
        assertThat(database.outbox()).isNotEmpty().allMatch(row -> row.contains("public.t mark"));
        assertThat(database.update("insert into three values (1, 'x', 1)")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t {x:1}");
        database.execute("alter table t enable row level security");
        assertThat(database.update("insert into three values (2, 'x', 1)")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.t mark view");
    }

    @Test
    void reportsTheServersErrorForAViewThatCannotBeWritten() throws Exception {
        createDatabase("create view one as select b, a, max(v) as v from t group by b, a");
        String refusal = null;
        try (Connection plain = database.openPlain("")) {
            CapturedDatabase.execute(plain, "insert into one values ('x', 1, 1)");
        } catch (SQLException e) {
            refusal = e.getSQLState() + e.getMessage();
        }
        try {
            database.update("insert into one values ('x', 1, 1)");
        } catch (SQLException e) {
            assertThat(e.getSQLState() + e.getMessage()).isEqualTo(refusal);
        }
        assertThat(refusal).contains("cannot insert into view");
    }

    @Test
    void marksTablesThatForeignKeysReachFromAView() throws Exception {
        database = new CapturedDatabase(
                List.of("author", "book"),
                "create table author (id int primary key); create view writer as select id from author;"
                        + " create table book (id int primary key, author int references author on delete cascade);"
                        + " insert into author values (1); insert into book values (5, 1)");
        assertThat(database.update("delete from writer")).isEqualTo(1);
        assertThat(database.outbox()).containsExactlyInAnyOrder("public.author {1}", "public.book mark foreign key");
    }
}
