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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid statements of the application fail as with the plain driver, and nothing is executed twice. */
class InvalidStatementIT {
    /** A trigger function that uses a missing column. It raises the same error as an invalid statement. */
    private static final String FAILING_TRIGGERS =
            "create function wrong() returns trigger language plpgsql as $$ begin"
                    + " if new.name = 'wrong' then perform no_such_column from pg_class; end if; return new; end $$;"
                    + "create trigger wrong before insert on item for each row execute function wrong();"
                    + "create trigger wrong before insert on twin for each row execute function wrong()";

    private CapturedDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = new CapturedDatabase(
                List.of("item"),
                "create table item (id serial primary key, name text);"
                        + "create table twin (id serial primary key, name text)");
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    private interface Program {
        void run(Connection connection, String table) throws SQLException;
    }

    /** Runs the program without and with typesync. Rows and sequences must be equal afterwards. */
    private void assertSameAsPlainDriver(Program program, String parameters) throws Exception {
        try (Connection plain = database.openPlain(parameters);
                Connection captured = database.open(parameters)) {
            program.run(plain, "twin");
            program.run(captured, "item");
        }
        database.executePlain("insert into item (name) values ('next'); insert into twin (name) values ('next')");
        assertThat(rows("item")).isEqualTo(rows("twin"));
    }

    private List<String> rows(String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.plain.createStatement();
                ResultSet row = statement.executeQuery("select id || name from " + table + " order by id")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private static void assertRefused(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42703"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&preferQueryMode=simple", "&autosave=always"})
    void runsATriggerOnceThatRaisesAnErrorOfClass42(String parameters) throws Exception {
        database.executePlain(FAILING_TRIGGERS);
        assertSameAsPlainDriver(
                (connection, table) -> {
                    String sql = "insert into " + table + " (name) values ('wrong')";
                    assertRefused(connection, sql);
                    assertRefusedPrepared(connection, table);
                    connection.setAutoCommit(false);
                    assertRefused(connection, sql + " -- in a transaction");
                    assertThat(DatabasePair.outcome(
                                    () -> DatabasePair.update(connection, "update " + table + " set name = 'x'")))
                            .contains(parameters.contains("autosave") ? "0" : "25P02");
                    connection.rollback();
                    assertRefusedPrepared(connection, table);
                    connection.rollback();
                },
                parameters);
    }

    private static void assertRefusedPrepared(Connection connection, String table) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " (name) values (?)")) {
            insert.setString(1, "wrong");
            assertThatThrownBy(insert::executeUpdate)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42703"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&preferQueryMode=simple", "&autosave=always"})
    void runsAStringOnceWhoseTriggerRaisesAnErrorOfClass42(String parameters) throws Exception {
        database.executePlain(FAILING_TRIGGERS);
        assertSameAsPlainDriver(
                (connection, table) -> {
                    String sql = "insert into " + table + " (name) values ('a'); insert into " + table
                            + " (name) values ('wrong')";
                    assertRefused(connection, sql);
                    connection.setAutoCommit(false);
                    assertRefused(connection, sql + " -- in a transaction");
                    connection.rollback();
                },
                parameters);
    }

    /** The server refuses a constant that its type does not accept as soon as it analyses the text. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&preferQueryMode=simple", "&autosave=always"})
    void failsInABatchAtAConstantThatItsTypeDoesNotAccept(String parameters) throws Exception {
        List<String> outcomes = new ArrayList<>();
        assertSameAsPlainDriver(
                (connection, table) -> {
                    for (boolean autocommit : List.of(true, false)) {
                        connection.setAutoCommit(autocommit);
                        try (Statement statement = connection.createStatement()) {
                            statement.addBatch("insert into " + table + " (name) values ('a')");
                            statement.addBatch("insert into " + table + " (id) values ('x')");
                            outcomes.add(DatabasePair.outcome(statement::executeBatch));
                        }
                        outcomes.add(DatabasePair.update(connection, "delete from " + table + " where id = 'x'"));
                        outcomes.add(DatabasePair.update(connection, "delete from " + table + " returning 'x'::int"));
                        connection.setAutoCommit(true);
                    }
                    DatabasePair.update(connection, "delete from " + table + " where name = 'none'");
                },
                parameters);
        assertThat(outcomes.subList(0, 6)).isEqualTo(outcomes.subList(6, 12));
        assertThat(outcomes.get(0)).isEqualTo("BatchUpdateException 22P02");
        assertThat(database.marks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&preferQueryMode=simple", "&autosave=always"})
    void runsAStringOnceWhoseSecondStatementIsInvalid(String parameters) throws Exception {
        assertSameAsPlainDriver(
                (connection, table) -> {
                    String sql = "insert into " + table + " (name) values ('a'), ('b');" + "insert into " + table
                            + " (no_such_column) values (1)";
                    assertRefused(connection, sql);
                    connection.setAutoCommit(false);
                    assertRefused(connection, sql);
                    assertThat(DatabasePair.update(connection, "update " + table + " set name = 'x'"))
                            .contains(parameters.contains("autosave") ? "0" : "25P02");
                    connection.rollback();
                },
                parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&preferQueryMode=simple", "&autosave=always"})
    void runsAStringOnceThatHasCommittedBeforeItIsRejected(String parameters) throws Exception {
        assertSameAsPlainDriver(
                (connection, table) -> assertRefused(
                        connection,
                        "begin; insert into " + table + " (name) values ('a'); commit; insert into " + table
                                + " (no_such_column) values (1)"),
                parameters);
    }

    /** The trigger's error looks like the rejection of a statement, after which nothing would have been executed. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&preferQueryMode=simple", "&autosave=always"})
    void runsAStringOnceThatHasCommittedBeforeATriggerFails(String parameters) throws Exception {
        database.executePlain(FAILING_TRIGGERS);
        assertSameAsPlainDriver(
                (connection, table) -> {
                    String sql = "begin; insert into " + table + " (name) values ('a'); commit; insert into " + table
                            + " (name) values ('wrong')";
                    assertRefused(connection, sql);
                    connection.setAutoCommit(false);
                    assertRefused(connection, sql);
                    connection.rollback();
                },
                parameters);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runsABatchOnceWithAnInvalidStatement(boolean autocommit) throws Exception {
        assertSameAsPlainDriver(
                (connection, table) -> {
                    connection.setAutoCommit(autocommit);
                    try (Statement statement = connection.createStatement()) {
                        statement.addBatch("insert into " + table + " (name) values ('a')");
                        statement.addBatch("insert into " + table + " (no_such_column) values (1)");
                        assertThatThrownBy(statement::executeBatch).isInstanceOf(SQLException.class);
                    }
                    if (!autocommit) {
                        connection.rollback();
                    }
                },
                "");
    }

    @Test
    void capturesAStatementWithAStreamFromItsSecondExecution() throws Exception {
        database.captured.setAutoCommit(false);
        for (int i = 0; i < 2; i++) {
            try (PreparedStatement insert = database.captured.prepareStatement("insert into item (name) values (?)")) {
                insert.setCharacterStream(1, new java.io.StringReader("streamed"));
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
            database.captured.commit();
        }
        assertThat(database.outbox()).containsExactly("public.item mark not rewritten", "public.item {2}");
    }
}
