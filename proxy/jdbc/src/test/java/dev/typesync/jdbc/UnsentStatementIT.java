package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement that the driver refuses without sending it leaves no mark. */
class UnsentStatementIT {
    private CapturedDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = new CapturedDatabase(List.of("item", "ruled"), """
                create table item (id serial primary key, name text);
                create table ruled (id int primary key);
                create rule twice as on insert to ruled do also select 1;
                create procedure fill(name text) language sql as 'insert into item (name) values (name)'
                """);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private interface Program {
        Object run(Connection connection) throws SQLException;
    }

    private void assertRefusedWithoutMark(boolean autocommit, Program program) throws SQLException {
        try (Connection plain = database.openPlain("");
                Connection captured = database.open("")) {
            plain.setAutoCommit(autocommit);
            captured.setAutoCommit(autocommit);
            String expected = DatabasePair.outcome(() -> program.run(plain));
            assertThat(expected).startsWith("PSQLException");
            assertThat(DatabasePair.outcome(() -> program.run(captured))).isEqualTo(expected);
            if (!autocommit) {
                captured.commit();
            }
        }
        assertThat(database.outbox()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTextWhoseEndCannotBeFound(boolean autocommit) throws Exception {
        for (String text : List.of(
                "update item set name = 'unterminated",
                "call fill('unterminated",
                "do $$ begin delete from item; end",
                "insert into ruled values (\"unterminated",
                "call fill({fn user(1)})")) {
            assertRefusedWithoutMark(autocommit, connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(text);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aParameterWithoutAValue(boolean autocommit) throws Exception {
        for (String text : List.of("call fill(?)", "insert into ruled values (?)", "insert into item values (?, ?)")) {
            assertRefusedWithoutMark(autocommit, connection -> {
                try (PreparedStatement statement = connection.prepareStatement(text)) {
                    return statement.execute();
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClosedStatement(boolean autocommit) throws Exception {
        assertRefusedWithoutMark(autocommit, connection -> {
            Statement statement = connection.createStatement();
            statement.close();
            return statement.execute("call fill('x')");
        });
        assertRefusedWithoutMark(autocommit, connection -> {
            PreparedStatement statement = connection.prepareStatement("insert into ruled values (1)");
            statement.close();
            return statement.execute();
        });
    }
}
