package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements that write several tables, and MERGE. The captured keys are the keys that triggers see, and the results
 * are those of the plain driver.
 */
class WithWritesIT {
    private static final String SCHEMA = """
            create table t (id int primary key, v int, name text default 'n');
            create table u (a int, b int, v int, primary key (a, b));
            create table p (id serial primary key, v int);
            create table archive (id int, v int, name text);
            create table witness (tbl text, key text);
            create function witness() returns trigger language plpgsql as $$
                begin
                    if tg_op <> 'INSERT' then
                        execute format('insert into witness select %L, %s from (select ($1).*) r', tg_argv[0], tg_argv[1])
                            using old;
                    end if;
                    if tg_op <> 'DELETE' then
                        execute format('insert into witness select %L, %s from (select ($1).*) r', tg_argv[0], tg_argv[1])
                            using new;
                    end if;
                    return null;
                end $$;
            create trigger w after insert or update or delete on t for each row execute function witness('public.t', 'r.id::text');
            create trigger w after insert or update or delete on u for each row
                execute function witness('public.u', 'r.a || '':'' || r.b');
            """;
    private static final String ROWS = "truncate t, u, p, archive restart identity; truncate typesync.outbox;"
            + " insert into t select i, i from generate_series(1, 6) i;"
            + " insert into u select i, i + 1, i from generate_series(1, 4) i; truncate witness";

    private CapturedDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = new CapturedDatabase(List.of("t", "u"), SCHEMA);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with x as (delete from t where v < 3 returning id, v) insert into u select id, 9, v from x",
                "with x as (delete from t where v < 3 returning *) insert into archive select * from x",
                "with x as (delete from t where v < ? returning *) insert into archive select * from x",
                "with x as (delete from t where v < 3) select count(*) from u",
                "with x as (update t set v = v + 1 where v > 2 returning id, v as w) select * from x order by id",
                "with x(k) as (delete from t as d where v < 3 returning d.id as id, v) select x.*, k from x order by 1",
                "with recursive x as (insert into t values (20, 2), (21, 3) returning id), y as (delete from u returning a, b)"
                        + " select x.id, y.b from x, y order by 1, 2",
                "with x as materialized (insert into t values (1, 5) on conflict (id) do update set v = 7 returning name)"
                        + " update u set v = 8 from x where a = 2",
                "with x as (delete from u returning a) delete from t using x where x.a = t.id returning t.id, name",
                "with x as (delete from t where v = ? returning id), y as (insert into u values (7, ?, ?) returning *)"
                        + " insert into p (v) select 1 from x",
                "with x as (delete from t where v = 1 returning id) update u set v = 3 where a = 99",
                "with x as (delete from t where v = 1 returning id) insert into archive select id from x where false",
                "with x as (update t set v = 0 where id = 2 returning t) select (x.t).v from x",
                "with x as (delete from t where id = 3 returning name) select x from x",
                "with x as (delete from t where id = 3 returning *) table x",
                "with x as (update t set id = id + 100 where v = 2 returning id) select id from x",
                "with x as (update t set id = id + 100 where v = 2) select 1",
                "insert into u with y as (select 8 as n) select n, n, n from y",
            })
    void capturesTheKeysThatTriggersSeeAndReturnsThePlainResults(String sql) throws SQLException {
        compare(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merge into t using (values (1), (50)) s(id) on t.id = s.id when matched then delete"
                        + " when not matched then insert values (s.id, 4)",
                "merge into t as x using u on x.id = u.a when matched and x.v = 2 then update set v = 9"
                        + " when matched then do nothing",
                "with s as (select 3 as id) merge into t using s on t.id = s.id when matched then update set name = ?",
                "merge into t using (values (2)) s(id) on t.id = s.id when matched then update set id = 200",
                "with x as (merge into t using u on t.id = u.a when matched then delete returning t.id, u.b)"
                        + " select b from x order by 1",
            })
    void capturesMerge(String sql) throws SQLException {
        assumeThat(database.serverVersion()).isGreaterThanOrEqualTo(sql.contains("returning") ? 17 : 15);
        compare(sql);
        if (database.serverVersion() >= 18) {
            assertThat(database.marks()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merge into t using u on t.id = u.a when matched then update set v = 9 returning merge_action(), t.*, u.b",
                "merge into t using u on t.id = u.a when matched then delete returning t.v + 1, merge_action() as did",
                "merge into t using u on t.id = u.a when matched then update set id = 100 + t.id returning t.id",
            })
    void capturesMergeReturning(String sql) throws SQLException {
        assumeThat(database.serverVersion()).isGreaterThanOrEqualTo(17);
        compare(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (30, 1); update t set v = 5 where id < 3; delete from u -- all",
                "select 1; delete from t where v > 2; select 2; insert into u values (9, 9, 9)",
                "update t set v = 5 where id = 100; insert into t values (31, 1), (32, 1); insert into archive values (1)",
                "insert into t values (33, 1) returning id; delete from t where id = 33",
                "update t set id = 70 where id = 1; update u set v = 1 where a = ?",
            })
    void capturesStringsOfSeveralStatements(String sql) throws SQLException {
        compare(sql);
        if (!sql.contains("returning") && database.serverVersion() >= 18) {
            assertThat(database.marks()).isEmpty();
        }
    }

    /** A JDBC method that executes SQL. */
    private interface ExecuteMethod {
        Object execute(Connection connection, String sql) throws SQLException;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merge into t using u on t.id = u.a when matched then update set v = 9",
                "merge into t using u on t.id = u.a when matched then update set v = 9 returning t.id",
                "with x as (delete from t where v < 3 returning id, v) insert into archive select id, v from x",
                "with x as (delete from t where v < 3 returning id, v) select * from x",
                "with x as (delete from t where v < 3 returning id) insert into p (v) select id from x returning id",
                "update t set v = 3; delete from t where id = 1",
            })
    void returnsInEveryMethodWhatThePlainDriverReturns(String sql) throws SQLException {
        assumeThat(database.serverVersion()).isGreaterThanOrEqualTo(sql.contains("merge") ? 17 : 14);
        List<ExecuteMethod> methods = List.of(
                (on, text) -> on.createStatement().executeUpdate(text),
                (on, text) -> on.createStatement().execute(text),
                (on, text) -> on.createStatement().executeQuery(text).next(),
                (on, text) -> keys(on.createStatement(), text),
                (on, text) -> on.prepareStatement(text).executeLargeUpdate(),
                (on, text) -> on.prepareStatement(text).executeQuery().next(),
                (on, text) ->
                        String.valueOf(on.prepareStatement(text).getMetaData()).isEmpty(),
                (on, text) -> batch(on.prepareStatement(text)),
                (on, text) -> {
                    Statement statement = on.createStatement();
                    statement.addBatch(text);
                    statement.addBatch(text);
                    return Arrays.toString(statement.executeBatch());
                });
        for (int i = 0; i < methods.size(); i++) {
            database.executePlain(ROWS);
            String plain;
            try (Connection connection = database.openPlain("")) {
                plain = outcome(methods.get(i), connection, sql);
            }
            database.executePlain(ROWS);
            assertThat(outcome(methods.get(i), database.captured, sql))
                    .as("method " + i)
                    .isEqualTo(plain);
        }
    }

    private static String keys(Statement statement, String sql) throws SQLException {
        statement.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
        List<String> seen = new ArrayList<>();
        rows(statement.getGeneratedKeys(), seen);
        return statement.getUpdateCount() + " " + seen;
    }

    private static String batch(PreparedStatement statement) throws SQLException {
        statement.addBatch();
        statement.addBatch();
        return Arrays.toString(statement.executeBatch());
    }

    private static String outcome(ExecuteMethod method, Connection connection, String sql) {
        try {
            return String.valueOf(method.execute(connection, sql));
        } catch (SQLException e) {
            return e.getClass().getName() + " " + e.getSQLState();
        } catch (ClassCastException e) { // pgjdbc throws it for a prepared batch of several statements
            return e.getClass().getName();
        }
    }

    @Test
    void movesAColumnThatIsAddedBetweenExecutions() throws SQLException {
        database.executePlain(ROWS);
        String move = "with x as (delete from t where id = ? returning *) insert into archive select * from x";
        try (PreparedStatement moves = database.captured.prepareStatement(move)) {
            moves.setInt(1, 1);
            assertThat(moves.executeUpdate()).isEqualTo(1);
            database.executePlain("alter table t add more int default 4; alter table archive add more int");
            moves.setInt(1, 2);
            assertThat(moves.executeUpdate()).isEqualTo(1);
        }
        assertThat(database.strings("select id || '/' || coalesce(more, 0) from archive order by 1"))
                .containsExactly("1/0", "2/4");
    }

    @Test
    void marksAWithItemWhenTheMainStatementChangesNoRow() throws SQLException {
        database.executePlain(ROWS);
        database.update("with x as (delete from t where id = 1 returning upper(name)) update u set v = 1 where a = 99");
        assertThat(database.marks()).contains("public.t not rewritten");
    }

    @Test
    void marksAllPossibleTablesWhenAStringChangesTheSearchPath() throws SQLException {
        database.executePlain("create schema other; create table other.t (id int primary key)");
        database.execute("set search_path = other");
        database.execute("set search_path = public; insert into t values (5, 5)");
        assertThat(database.outbox()).containsExactly("public.t mark several statements");
    }

    private void compare(String sql) throws SQLException {
        database.executePlain(ROWS);
        List<String> plain;
        try (Connection connection = database.openPlain("")) {
            plain = execute(connection, sql);
        }
        database.executePlain(ROWS);
        assertThat(execute(database.captured, sql)).as(sql).isEqualTo(plain);
        List<String> marked = database.strings("select tbl from typesync.outbox where op = 'm'");
        TreeSet<String> seen = new TreeSet<>(database.strings("select tbl || ' ' || key from witness"));
        seen.removeIf(row -> marked.contains(row.split(" ")[0]));
        TreeSet<String> captured =
                new TreeSet<>(database.strings("select tbl || ' ' || unnest(keys) from typesync.outbox"));
        captured.removeIf(row -> marked.contains(row.split(" ")[0]));
        assertThat(captured).as(sql).isEqualTo(seen);
        System.out.println(captured.size() + " keys, marked " + marked + " " + sql);
    }

    /** Executes a statement. Returns everything that the application can see of it. */
    private static List<String> execute(Connection connection, String sql) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameters = statement.getParameterMetaData().getParameterCount();
            for (int i = 1; i <= parameters; i++) {
                if (sql.contains("name = ?")) {
                    statement.setString(i, "renamed");
                } else {
                    statement.setInt(i, i);
                }
            }
            boolean rows = statement.execute();
            while (rows || statement.getUpdateCount() != -1) {
                if (rows) {
                    rows(statement.getResultSet(), seen);
                } else {
                    seen.add("count " + statement.getUpdateCount());
                }
                rows = statement.getMoreResults();
            }
            assertThat(statement.toString()).isEqualTo(filledIn(sql, parameters));
        }
        return seen;
    }

    private static String filledIn(String sql, int parameters) {
        String filled = sql;
        for (int i = 1; i <= parameters; i++) {
            filled = filled.replaceFirst("\\?", sql.contains("name = ?") ? "('renamed')" : "('" + i + "'::int4)");
        }
        return filled;
    }

    private static void rows(ResultSet result, List<String> seen) throws SQLException {
        ResultSetMetaData data = result.getMetaData();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            seen.add(data.getColumnLabel(i) + " " + data.getColumnTypeName(i) + " " + data.getTableName(i));
        }
        while (result.next()) {
            for (int i = 1; i <= data.getColumnCount(); i++) {
                seen.add(result.getString(i));
            }
        }
    }
}
