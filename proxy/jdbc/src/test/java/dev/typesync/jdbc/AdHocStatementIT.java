package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ad-hoc statements, with their values in the text. A decision is reused for statements of the same shape only. */
class AdHocStatementIT {
    private CapturedDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = new CapturedDatabase(
                List.of("t", "other.t"),
                "create table t (id int primary key, name text); create schema other;"
                        + " create table other.t (id int primary key, name text);"
                        + " insert into t select n, 'n' || n from generate_series(1, 5) n;"
                        + " insert into other.t select * from t");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private List<String> outboxAfter(String sql) throws SQLException {
        database.update(sql);
        return database.outbox();
    }

    @Test
    void capturesStatementsThatDifferInValuesBlanksAndComments() throws Exception {
        assertThat(outboxAfter("update t set name = 'a' where id = 1")).containsExactly("public.t {1}");
        assertThat(outboxAfter("update t set name = 'it''s; ?' where id = 2;")).containsExactly("public.t {2}");
        assertThat(outboxAfter("-- first\n update t\tset name=$x$b$x$ where id=3 /* ; */ ; "))
                .containsExactly("public.t {3}");
        assertThat(outboxAfter("update t set name = '' where id = 99")).isEmpty();
        assertThat(database.strings("select name from t where id < 4 order by id"))
                .containsExactly("a", "it's; ?", "b");
    }

    @Test
    void decidesAgainForAStatementOfAnotherShape() throws Exception {
        assertThat(outboxAfter("update t set name = 'a' where id = 1")).containsExactly("public.t {1}");
        assertThat(outboxAfter("update t as x set name = 'a' where x.id = 4")).containsExactly("public.t {4}");
        assertThat(outboxAfter("update other.t set name = 'a' where id = 1")).containsExactly("other.t {1}");
        assertThat(outboxAfter("update t set name = 'a' where id = 2; update t set name = 'a' where id = 3"))
                .containsExactlyInAnyOrder("public.t {2}", "public.t {3}");
    }

    @Test
    void resolvesNamesAgainWhenTheSearchPathChanges() throws Exception {
        assertThat(outboxAfter("update t set name = 'a' where id = 1")).containsExactly("public.t {1}");
        assertThat(outboxAfter("update t set name = set_config('typesync.x', 'other', false) where id = 1"))
                .containsExactly("public.t {1}");
        assertThat(outboxAfter("update t set name = set_config('search_path', 'other', false) where id = 1"))
                .containsExactly("public.t {1}");
        assertThat(outboxAfter("update t set name = 'a' where id = 2")).containsExactly("other.t {2}");
    }

    @Test
    void readsTheCatalogAgainAfterDdl() throws Exception {
        assertThat(outboxAfter("delete from t where id = 3")).containsExactly("public.t {3}");
        assertThat(outboxAfter("update t set name = 'a' where id = 1")).containsExactly("public.t {1}");
        database.execute("alter table t drop constraint t_pkey, add primary key (name)");
        assertThat(database.outbox()).contains("public.t mark ddl");
        assertThat(outboxAfter("delete from t where id = 1")).containsExactly("public.t {a}");
        assertThat(outboxAfter("delete from t where id = 2")).containsExactly("public.t {n2}");
    }

    @Test
    void reportsTheErrorOfTheExecutedStatement() throws Exception {
        assertThat(outboxAfter("insert into t values (7, 'a')")).containsExactly("public.t {7}");
        assertThatThrownBy(() -> database.update("insert into t values (2, 'a')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Key (id)=(2) already exists");
        assertThat(database.outbox()).isEmpty();
    }
}
