package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same text means another table, or the same table has other columns, at its next execution. */
class ChangedNamesIT {
    private static String insert(PreparedStatement statement, int id) {
        return Twins.outcome(() -> {
            statement.setInt(1, id);
            return statement.executeUpdate();
        });
    }

    @Test
    void tablesOfOneNameInSeveralSchemas() throws Exception {
        try (Twins twins = new Twins(
                List.of("public.t", "tenant.t"),
                "create table t (id int primary key); create schema tenant; create table tenant.t (id int primary key);"
                        + " create schema elsewhere; create table elsewhere.t (id int primary key)")) {
            twins.same((connection, database, seen) -> {
                try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
                    seen.add(insert(insert, 1));
                    connection.setSchema("tenant");
                    seen.add(insert(insert, 2));
                    seen.add(Twins.update(connection, "set search_path to elsewhere"));
                    seen.add(insert(insert, 3));
                    seen.add(Twins.update(connection, "insert into public.t values (4)"));
                    connection.setAutoCommit(false);
                    seen.add(Twins.update(connection, "set local search_path to tenant"));
                    seen.add(insert(insert, 5));
                    connection.commit();
                    seen.add(insert(insert, 6));
                    seen.add(Twins.update(connection, "create temp table t (id int primary key) on commit drop"));
                    seen.add(insert(insert, 7));
                    connection.commit();
                    seen.add(Twins.update(connection, "set search_path to public"));
                    seen.add(insert(insert, 8));
                    connection.commit();
                }
            });
            assertThat(twins.captured.outbox())
                    .containsExactly("public.t {1}", "tenant.t {2}", "public.t {4}", "tenant.t {5}", "public.t {8}");
        }
    }

    @Test
    void aRoleThatIsSetHasItsOwnSchemaAndRights() throws Exception {
        try (Twins twins = new Twins(
                List.of("public.t", "clerk.t"),
                "create table t (id int primary key); do $$ begin if to_regrole('clerk') is null then create role clerk; end if; end $$;"
                        + " create schema authorization clerk; create table clerk.t (id int primary key);"
                        + " grant all on clerk.t to clerk; grant insert on t to clerk")) {
            twins.same((connection, database, seen) -> {
                try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
                    seen.add(insert(insert, 1));
                    seen.add(Twins.update(connection, "set role clerk"));
                    seen.add(insert(insert, 2));
                    seen.add(Twins.update(connection, "insert into public.t values (3)"));
                    seen.add(Twins.update(connection, "delete from public.t"));
                    seen.add(Twins.update(connection, "reset role"));
                    seen.add(insert(insert, 4));
                }
            });
            assertThat(twins.captured.outbox())
                    .containsExactly("public.t {1}", "clerk.t {2}", "public.t mark not rewritten", "public.t {4}");
            twins.captured.onPlain("drop owned by clerk cascade");
            twins.bare.onPlain("drop owned by clerk cascade");
            twins.bare.onPlain("drop role clerk");
        }
    }

    @Test
    void columnsThatOthersAddAndDropBetweenTwoExecutions() throws Exception {
        try (Twins twins =
                new Twins(List.of("public.t"), "create table t (id serial primary key, a int, b int default 5)")) {
            twins.same((connection, database, seen) -> {
                String sql = "insert into t (a) values (1)";
                try (PreparedStatement plain = connection.prepareStatement(sql);
                        PreparedStatement keys = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
                        PreparedStatement returning = connection.prepareStatement(sql + " returning id, a")) {
                    all(plain, keys, returning, seen);
                    database.onPlain("alter table t add column c text default 'c', drop column b");
                    all(plain, keys, returning, seen);
                    database.onPlain("alter table t rename column a to z; alter table t add column a int");
                    all(plain, keys, returning, seen);
                    connection.setAutoCommit(false);
                    database.onPlain("alter table t drop column c");
                    all(plain, keys, returning, seen);
                    connection.commit();
                }
            });
            assertThat(twins.captured.outbox()).contains("public.t {1}", "public.t {2}", "public.t {3}");
        }
    }

    private static void all(
            PreparedStatement plain, PreparedStatement keys, PreparedStatement returning, List<String> seen) {
        seen.add(Twins.outcome(plain::executeUpdate));
        seen.add(Twins.outcome(() -> {
            keys.executeUpdate();
            try (ResultSet row = keys.getGeneratedKeys()) {
                row.next();
                return row.getInt("id");
            }
        }));
        seen.add(Twins.outcome(() -> {
            try (ResultSet row = returning.executeQuery()) {
                row.next();
                return row.getInt("id") + " " + row.getString("a");
            }
        }));
    }

    @Test
    void aTableThatIsMadeAnewBetweenTwoExecutions() throws Exception {
        try (Twins twins = new Twins(List.of("public.t"), "create table t (id int primary key)")) {
            twins.same((connection, database, seen) -> {
                try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
                    seen.add(insert(insert, 1));
                    seen.add(again(connection));
                    seen.add(insert(insert, 2));
                }
            });
            assertThat(twins.captured.outbox()).startsWith("public.t {1}").contains("public.t {2}");
        }
    }

    private static String again(Connection connection) {
        return Twins.update(
                connection,
                "drop table t; create table t (other int, id int primary key);"
                        + " create trigger witness after insert or update or delete on t"
                        + " for each row execute function public.witness(); alter table t alter other set default 1;"
                        + " alter table t drop column other");
    }
}
