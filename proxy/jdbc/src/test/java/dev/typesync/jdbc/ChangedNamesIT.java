package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At its next execution, the same statement refers to another table, or the table has other columns. */
class ChangedNamesIT {
    private static String insert(PreparedStatement statement, int id) {
        return DatabasePair.outcome(() -> {
            statement.setInt(1, id);
            return statement.executeUpdate();
        });
    }

    @Test
    void resolvesTheTableAtEachExecution() throws Exception {
        try (DatabasePair databases = new DatabasePair(
                List.of("public.t", "tenant.t"),
                "create table t (id int primary key); create schema tenant; create table tenant.t (id int primary key);"
                        + " create schema elsewhere; create table elsewhere.t (id int primary key)")) {
            databases.assertSame((connection, database, seen) -> {
                try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
                    seen.add(insert(insert, 1));
                    connection.setSchema("tenant");
                    seen.add(insert(insert, 2));
                    seen.add(DatabasePair.update(connection, "set search_path to elsewhere"));
                    seen.add(insert(insert, 3));
                    seen.add(DatabasePair.update(connection, "insert into public.t values (4)"));
                    connection.setAutoCommit(false);
                    seen.add(DatabasePair.update(connection, "set local search_path to tenant"));
                    seen.add(insert(insert, 5));
                    connection.commit();
                    seen.add(insert(insert, 6));
                    seen.add(
                            DatabasePair.update(connection, "create temp table t (id int primary key) on commit drop"));
                    seen.add(insert(insert, 7));
                    connection.commit();
                    seen.add(DatabasePair.update(connection, "set search_path to public"));
                    seen.add(insert(insert, 8));
                    connection.commit();
                }
            });
            assertThat(databases.captured.outbox())
                    .containsExactly("public.t {1}", "tenant.t {2}", "public.t {4}", "tenant.t {5}", "public.t {8}");
        }
    }

    @Test
    void usesTheSchemaAndTheRightsOfTheCurrentRole() throws Exception {
        try (DatabasePair databases = new DatabasePair(
                List.of("public.t", "clerk.t"),
                "create table t (id int primary key); do $$ begin if to_regrole('clerk') is null then create role clerk; end if; end $$;"
                        + " create schema authorization clerk; create table clerk.t (id int primary key);"
                        + " grant all on clerk.t to clerk; grant insert on t to clerk")) {
            databases.assertSame((connection, database, seen) -> {
                try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
                    seen.add(insert(insert, 1));
                    seen.add(DatabasePair.update(connection, "set role clerk"));
                    seen.add(insert(insert, 2));
                    seen.add(DatabasePair.update(connection, "insert into public.t values (3)"));
                    seen.add(DatabasePair.update(connection, "delete from public.t"));
                    seen.add(DatabasePair.update(connection, "reset role"));
                    seen.add(insert(insert, 4));
                }
            });
            assertThat(databases.captured.outbox())
                    .containsExactly("public.t {1}", "clerk.t {2}", "public.t mark not rewritten", "public.t {4}");
            databases.captured.executePlain("drop owned by clerk cascade");
            databases.plain.executePlain("drop owned by clerk cascade");
            databases.plain.executePlain("drop role clerk");
        }
    }

    @Test
    void returnsTheSameRowsWhenColumnsAreAddedAndDroppedBetweenExecutions() throws Exception {
        try (DatabasePair databases = new DatabasePair(
                List.of("public.t"), "create table t (id serial primary key, a int, b int default 5)")) {
            databases.assertSame((connection, database, seen) -> {
                String sql = "insert into t (a) values (1)";
                try (PreparedStatement plain = connection.prepareStatement(sql);
                        PreparedStatement keys = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
                        PreparedStatement returning = connection.prepareStatement(sql + " returning id, a")) {
                    executeAll(plain, keys, returning, seen);
                    database.executePlain("alter table t add column c text default 'c', drop column b");
                    executeAll(plain, keys, returning, seen);
                    database.executePlain("alter table t rename column a to z; alter table t add column a int");
                    executeAll(plain, keys, returning, seen);
                    connection.setAutoCommit(false);
                    database.executePlain("alter table t drop column c");
                    executeAll(plain, keys, returning, seen);
                    connection.commit();
                }
            });
            assertThat(databases.captured.outbox()).contains("public.t {1}", "public.t {2}", "public.t {3}");
        }
    }

    private static void executeAll(
            PreparedStatement plain, PreparedStatement keys, PreparedStatement returning, List<String> seen) {
        seen.add(DatabasePair.outcome(plain::executeUpdate));
        seen.add(DatabasePair.outcome(() -> {
            keys.executeUpdate();
            try (ResultSet row = keys.getGeneratedKeys()) {
                row.next();
                return row.getInt("id");
            }
        }));
        seen.add(DatabasePair.outcome(() -> {
            try (ResultSet row = returning.executeQuery()) {
                row.next();
                return row.getInt("id") + " " + row.getString("a");
            }
        }));
    }

    @Test
    void capturesATableThatIsCreatedAgainBetweenExecutions() throws Exception {
        try (DatabasePair databases = new DatabasePair(List.of("public.t"), "create table t (id int primary key)")) {
            databases.assertSame((connection, database, seen) -> {
                try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
                    seen.add(insert(insert, 1));
                    seen.add(recreateTable(connection));
                    seen.add(insert(insert, 2));
                }
            });
            assertThat(databases.captured.outbox()).startsWith("public.t {1}").contains("public.t {2}");
        }
    }

    private static String recreateTable(Connection connection) {
        return DatabasePair.update(
                connection,
                "drop table t; create table t (other int, id int primary key);"
                        + " create trigger witness after insert or update or delete on t"
                        + " for each row execute function public.witness(); alter table t alter other set default 1;"
                        + " alter table t drop column other");
    }
}
