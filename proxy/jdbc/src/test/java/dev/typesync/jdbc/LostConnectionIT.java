package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that breaks during a statement fails with the error of the plain driver. */
class LostConnectionIT {
    private CapturedDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = new CapturedDatabase(
                List.of("item"),
                "create table item (id serial primary key, name text); insert into item (name) values ('a')");
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    /** Ways to execute a statement that sleeps. */
    enum Execution {
        AD_HOC("insert into item (name) select 'b' from pg_sleep(60)") {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate(sql());
                }
            }
        },
        PREPARED("update item set name = ? from pg_sleep(60)") {
            @Override
            void run(Connection connection) throws SQLException {
                try (PreparedStatement statement = connection.prepareStatement(sql())) {
                    statement.setString(1, "c");
                    statement.executeUpdate();
                }
            }
        },
        BATCH("insert into item (name) select ? from pg_sleep(60)") {
            @Override
            void run(Connection connection) throws SQLException {
                try (PreparedStatement statement = connection.prepareStatement(sql())) {
                    statement.setString(1, "c");
                    statement.addBatch();
                    statement.executeBatch();
                }
            }
        },
        MARKED("with s as (select pg_sleep(60)) delete from item using s returning *, 1 / 1") {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql());
                }
            }
        },
        MARKED_ALONE("do $$ begin perform pg_sleep(60); delete from item; end $$") {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql());
                }
            }
        };

        private final String sql;

        Execution(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }

        abstract void run(Connection connection) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource
    void failsAsThePlainDriverInAutocommit(Execution execution) throws Exception {
        assertSameError(execution, true);
    }

    @ParameterizedTest
    @EnumSource
    void failsAsThePlainDriverInATransaction(Execution execution) throws Exception {
        assertSameError(execution, false);
    }

    private void assertSameError(Execution execution, boolean autoCommit) throws Exception {
        SQLException plain = errorOf(execution, database.openPlain(""), autoCommit);
        SQLException captured = errorOf(execution, database.open(""), autoCommit);

        assertThat((Throwable) captured).hasSameClassAs(plain);
        assertThat(captured.getSQLState()).isEqualTo(plain.getSQLState());
        assertThat(messageOf(captured)).isEqualTo(messageOf(plain));
    }

    /** Of a batch the cause's: the batch's own message quotes the text that was sent. */
    private static String messageOf(SQLException error) {
        return error instanceof BatchUpdateException ? error.getCause().getMessage() : error.getMessage();
    }

    private SQLException errorOf(Execution execution, Connection connection, boolean autoCommit) throws Exception {
        int backend = backendOf(connection);
        connection.setAutoCommit(autoCommit);
        CompletableFuture<SQLException> error = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(SQLException.class, () -> execution.run(connection)));
        await().until(() -> isSleeping(backend));
        database.executePlain("select pg_terminate_backend(" + backend + ")");
        SQLException found = error.get(30, TimeUnit.SECONDS);
        connection.close();
        return found;
    }

    private static int backendOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private boolean isSleeping(int backend) throws SQLException {
        try (Statement statement = database.plain.createStatement();
                ResultSet row = statement.executeQuery(
                        "select wait_event = 'PgSleep' from pg_stat_activity where pid = " + backend)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
