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
