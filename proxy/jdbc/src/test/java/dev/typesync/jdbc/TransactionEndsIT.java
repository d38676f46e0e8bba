package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** For every way in which a statement or a transaction can end, exactly the committed changes are recorded. */
class TransactionEndsIT {
    private DatabasePair databases;

    @BeforeEach
    void create() throws Exception {
        databases = new DatabasePair(
                List.of("public.t", "public.ruled"),
                "create table p (id int primary key); insert into p values (1);"
                        + " create table t (id int primary key, p int references p deferrable initially deferred, v int);"
                        + " insert into t values (1, 1, 1);"
                        + " create table ruled (id int primary key, p int references p deferrable initially deferred);"
                        + " create table log (at timestamptz default now());"
                        + " create rule also as on insert to ruled do also insert into log default values");
    }

    @AfterEach
    void close() throws SQLException {
        databases.close();
    }

    private static String update(Connection connection, String sql) {
        return DatabasePair.update(connection, sql);
    }

    private static String commit(Connection connection) {
        return DatabasePair.outcome(() -> {
            connection.commit();
            return "committed";
        });
    }

    @Test
    void showsNoResultWhenAStatementFailsAtItsCommit() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            for (String end : List.of("", " returning id")) {
                String sql = "insert into ruled values (5, 99)" + end;
                try (Statement statement = connection.createStatement();
                        PreparedStatement insert = connection.prepareStatement(sql)) {
                    seen.add(DatabasePair.outcome(() -> statement.execute(sql)) + results(statement));
                    seen.add(DatabasePair.outcome(insert::execute) + results(insert));
                }
            }
            String sql = "insert into ruled values (6, 99)";
            try (Statement statement = connection.createStatement();
                    PreparedStatement insert = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
                seen.add(DatabasePair.outcome(() -> statement.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS))
                        + results(statement));
                seen.add(DatabasePair.outcome(insert::executeUpdate) + results(insert));
            }
            String unexpected = "insert into ruled values (7, 99) returning id";
            seen.add(update(connection, unexpected) + " " + connection.getAutoCommit());
        });
    }

    private static String results(Statement statement) throws SQLException {
        return " rows " + (statement.getResultSet() != null) + " count " + statement.getUpdateCount() + " keys "
                + statement.getGeneratedKeys().next() + " more " + statement.getMoreResults();
    }

    @Test
    void marksStatementsAfterARollbackOfAFailedTransactionInOneString() throws Exception {
        Connection connection = databases.captured.captured;
        connection.setAutoCommit(false);
        for (String sql : List.of(
                "rollback; insert into t values (50, 1, 1)",
                "rollback to savepoint s; update t set v = 50 where id = 1")) {
            update(connection, "savepoint s");
            update(connection, "no such text");
            assertThat(update(connection, sql)).doesNotContain("Exception");
            connection.commit();
            assertThat(databases.captured.marks()).as(sql).isNotEmpty().allMatch(mark -> mark.startsWith("public.t "));
            databases.captured.outbox();
        }
    }

    @Test
    void marksStatementsAfterTheEndOfTheTransactionInOneString() throws Exception {
        Connection connection = databases.captured.captured;
        connection.setAutoCommit(false);
        update(connection, "update t set v = 3; rollback; truncate t");
        assertThat(connection.unwrap(BaseConnection.class).getTransactionState())
                .isEqualTo(TransactionState.IDLE);
        assertThat(databases.captured.marks()).contains("public.t truncate");
    }

    /** Such a string would remove a savepoint that typesync sets around it. */
    @Test
    void executesTransactionCommandsInAStringLikeThePlainDriver() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            connection.setAutoCommit(false);
            for (String sql : List.of(
                    "insert into t values (60, 1, 1); commit",
                    "insert into t values (61, 1, 1); rollback",
                    "insert into t values (62, 1, 1); commit; insert into t values (63, 1, 1)",
                    "insert into t values (64, 1, 1); savepoint s",
                    "update t set v = 2 where id = 64; rollback to savepoint s",
                    "update t set v = 3 where id = 64; release savepoint s")) {
                seen.add(sql + " " + update(connection, sql));
            }
            seen.add(commit(connection));
        });
        assertThat(databases.captured.marks()).isNotEmpty().allMatch(mark -> mark.startsWith("public.t "));
    }

    @Test
    void behavesLikeThePlainDriverWhenAStatementTimesOut() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            databases.assertSame((connection, database, seen) -> {
                connection.setAutoCommit(autoCommit);
                try (Statement statement = connection.createStatement()) {
                    statement.setQueryTimeout(1);
                    seen.add(DatabasePair.outcome(
                            () -> statement.executeUpdate("update t set v = v + 1 from pg_sleep(60) where id = 1")));
                    seen.add(
                            DatabasePair.outcome(() -> statement.executeUpdate("update t set v = v + 1 where id = 1")));
                }
                if (!autoCommit) {
                    seen.add(commit(connection));
                }
                seen.add(update(connection, "update t set v = v + 10"));
                if (!autoCommit) {
                    seen.add(commit(connection));
                }
            });
        }
        assertThat(databases.signals).hasValue(3);
    }

    @Test
    void behavesLikeThePlainDriverWhenAStatementIsCancelled() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into t select ?, 1, ? from (select pg_sleep(60)) as while_it_sleeps")) {
                insert.setInt(1, 2);
                insert.setInt(2, 2);
                CompletableFuture<String> result =
                        CompletableFuture.supplyAsync(() -> DatabasePair.outcome(insert::executeUpdate));
                Awaitility.await()
                        .until(() -> DatabasePair.strings(
                                                database,
                                                "select pid::text from pg_stat_activity where state = 'active'"
                                                        + " and query like '%while_it_sleeps%' and pid <> pg_backend_pid()")
                                        .size()
                                == 1);
                insert.cancel();
                seen.add(result.join());
            }
            seen.add(update(connection, "insert into t values (3, 1, 3)"));
        });
        assertThat(databases.captured.outbox()).containsExactly("public.t {3}");
    }

    @Test
    void recordsNothingWhenAConstraintFailsAtTheCommit() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            seen.add(update(connection, "insert into t values (2, 99, 1)"));
            connection.setAutoCommit(false);
            seen.add(update(connection, "insert into t values (2, 99, 1)"));
            seen.add(update(connection, "update t set v = 5"));
            seen.add(commit(connection));
            seen.add(update(connection, "update t set v = 6"));
            seen.add(DatabasePair.outcome(() -> {
                connection.setAutoCommit(true);
                return connection.getAutoCommit();
            }));
        });
        assertThat(databases.signals).hasValue(1);
        assertThat(databases.captured.outbox()).containsExactly("public.t {1}");
    }

    @Test
    void recordsNothingWhenAFailedTransactionIsCommitted() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            connection.setAutoCommit(false);
            seen.add(update(connection, "insert into t values (2, 1, 1)"));
            seen.add(update(connection, "insert into t values (2, 1, 1)"));
            seen.add(commit(connection));
            connection.setAutoCommit(true);
            seen.add(update(connection, "begin"));
            seen.add(update(connection, "insert into t values (3, 1, 1)"));
            seen.add(update(connection, "insert into t values (3, 1, 1)"));
            seen.add(update(connection, "commit"));
        });
        assertThat(databases.signals).hasValue(0);
        assertThat(databases.captured.outbox()).isEmpty();
    }

    @Test
    void recordsNothingWhenTheConnectionIsClosedAbortedOrLostInATransaction() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            connection.setAutoCommit(false);
            seen.add(update(connection, "insert into t values (2, 1, 1)"));
            connection.close();
            seen.add(String.valueOf(connection.isClosed()));
        });
        databases.assertSame((connection, database, seen) -> {
            connection.setAutoCommit(false);
            seen.add(update(connection, "insert into t values (3, 1, 1)"));
            connection.abort(Runnable::run);
            seen.add(String.valueOf(connection.isClosed()));
            seen.add(commit(connection));
        });
        assertThat(databases.signals).hasValue(0);
        databases.assertSame((connection, database, seen) -> {
            connection.setAutoCommit(false);
            seen.add(update(connection, "insert into t values (4, 1, 1)"));
            database.executePlain("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and state = 'idle in transaction'");
            seen.add(commit(connection));
            seen.add(String.valueOf(connection.isClosed()));
        });
        assertThat(databases.captured.outbox()).isEmpty();
    }

    @Test
    void commitsWhenAutocommitIsSwitchedOn() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            connection.setAutoCommit(false);
            seen.add(update(connection, "insert into t values (2, 1, 1)"));
            connection.setAutoCommit(false);
            seen.add(update(connection, "insert into t values (3, 1, 1)"));
            connection.setAutoCommit(true);
            seen.add(DatabasePair.outcome(() -> {
                connection.rollback();
                return "rolled back";
            }));
        });
        assertThat(databases.signals).hasValue(1);
        assertThat(databases.captured.outbox()).containsExactly("public.t {2}", "public.t {3}");
    }

    @Test
    void followsChainedTransactionsInSql() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            int id = autoCommit ? 10 : 20;
            databases.assertSame((connection, database, seen) -> {
                connection.setAutoCommit(autoCommit);
                seen.add(update(connection, "begin isolation level serializable"));
                seen.add(update(connection, "insert into t values (" + id + ", 1, 1)"));
                seen.add(update(connection, "commit and chain"));
                seen.add(update(connection, "insert into t values (" + (id + 1) + ", 1, 1)"));
                seen.add(update(connection, "rollback and chain"));
                seen.add(update(connection, "insert into t values (" + (id + 2) + ", 1, 1)"));
                seen.add(update(connection, "end work"));
            });
        }
        assertThat(databases.signals).hasValue(4);
        assertThat(databases.captured.outbox())
                .containsExactly("public.t {10}", "public.t {12}", "public.t {20}", "public.t {22}");
    }

    @Test
    void followsTransactionsPreparedInSql() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            String name = database == databases.captured ? "captured" : "bare";
            for (String end : List.of("commit", "rollback")) {
                seen.add(update(connection, "begin"));
                seen.add(update(connection, "insert into t values (" + end.length() + ", 1, 1)"));
                seen.add(update(connection, "prepare transaction '" + name + "'"));
                seen.add(update(connection, "update t set v = 7 where id = 1"));
                seen.add(update(connection, end + " prepared '" + name + "'"));
            }
        });
        assertThat(databases.captured.outbox())
                .containsExactlyInAnyOrder("public.t {1}", "public.t {6}", "public.t {1}");
    }
}
