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

/** Texts of the application that are wrong in themselves: they fail as with the bare driver, and nothing is done twice. */
class RefusedTextIT {
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

    /** Both have the same rows afterwards, and their sequences give the same next number. */
    private void sameForBoth(Program program, String parameters) throws Exception {
        try (Connection bare = database.openBare(parameters);
                Connection captured = database.open(parameters)) {
            program.run(bare, "twin");
            program.run(captured, "item");
        }
        database.onPlain("insert into item (name) values ('next'); insert into twin (name) values ('next')");
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

    private static void refused(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42703"));
        }
    }

    /** A trigger's function that names what is not there raises what the server also raises for a wrong text. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&preferQueryMode=simple", "&autosave=always"})
    void aTriggerThatRaisesSuchAnErrorIsRunOnce(String parameters) throws Exception {
        database.onPlain("create function wrong() returns trigger language plpgsql as $$ begin"
                + " if new.name = 'wrong' then perform no_such_column from pg_class; end if; return new; end $$;"
                + "create trigger wrong before insert on item for each row execute function wrong();"
                + "create trigger wrong before insert on twin for each row execute function wrong()");
        sameForBoth(
                (connection, table) -> {
                    String sql = "insert into " + table + " (name) values ('wrong')";
                    refused(connection, sql);
                    refusedPrepared(connection, table);
                    connection.setAutoCommit(false);
                    refused(connection, sql + " -- in a transaction");
                    assertThat(Twins.outcome(() -> Twins.update(connection, "update " + table + " set name = 'x'")))
                            .contains(parameters.contains("autosave") ? "0" : "25P02");
                    connection.rollback();
                    refusedPrepared(connection, table);
                    connection.rollback();
                },
                parameters);
    }

    private static void refusedPrepared(Connection connection, String table) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " (name) values (?)")) {
            insert.setString(1, "wrong");
            assertThatThrownBy(insert::executeUpdate)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42703"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&preferQueryMode=simple", "&autosave=always"})
    void aStringWhoseSecondStatementIsWrong(String parameters) throws Exception {
        sameForBoth(
                (connection, table) -> {
                    String sql = "insert into " + table + " (name) values ('a'), ('b');" + "insert into " + table
                            + " (no_such_column) values (1)";
                    refused(connection, sql);
                    connection.setAutoCommit(false);
                    refused(connection, sql);
                    connection.rollback();
                },
                parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&preferQueryMode=simple", "&autosave=always"})
    void aStringThatHasCommittedBeforeItIsRefused(String parameters) throws Exception {
        sameForBoth(
                (connection, table) -> refused(
                        connection,
                        "begin; insert into " + table + " (name) values ('a'); commit; insert into " + table
                                + " (no_such_column) values (1)"),
                parameters);
    }

    /** What the trigger raises looks like the refusal of a text, of which nothing would have been executed. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&preferQueryMode=simple", "&autosave=always"})
    void aStringThatHasCommittedBeforeATriggerFailsIsRunOnce(String parameters) throws Exception {
        database.onPlain("create function wrong() returns trigger language plpgsql as $$ begin"
                + " if new.name = 'wrong' then perform no_such_column from pg_class; end if; return new; end $$;"
                + "create trigger wrong before insert on item for each row execute function wrong();"
                + "create trigger wrong before insert on twin for each row execute function wrong()");
        sameForBoth(
                (connection, table) -> {
                    String sql = "begin; insert into " + table + " (name) values ('a'); commit; insert into " + table
                            + " (name) values ('wrong')";
                    refused(connection, sql);
                    connection.setAutoCommit(false);
                    refused(connection, sql);
                    connection.rollback();
                },
                parameters);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTextInTheMiddleOfABatch(boolean autocommit) throws Exception {
        sameForBoth(
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
    void aTextWithAStreamIsDescribedAndLaterCaptured() throws Exception {
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
