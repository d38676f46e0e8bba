package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a read-only transaction the server refuses what it refuses without typesync, for the same reason. */
class ReadOnlyTransactionIT {
    private static final String SCHEMA = """
            create table author (id serial primary key, name text not null);
            create table book (id int primary key, author int references author on delete cascade);
            create table ruled (id int primary key);
            create rule twice as on insert to ruled do also select 1;
            create procedure fill() language sql as 'insert into author (name) values (''p'')';
            insert into author (name) values ('a');
            """;
    private static final List<String> TEXTS = List.of(
            "insert into author (name) values ('b')",
            "insert into author (no_such_column) values ('b')",
            "insert into author (name) values ('b') returning no_such_column",
            "update author set name = 'c' where id = 1",
            "update author set id = 'x'",
            "delete from author where id = 1",
            "delete from author where no_such_column",
            "insert into ruled values (1)",
            "insert into ruled (no_such_column) values (1)",
            "call fill()",
            "call fill(1)",
            "truncate book",
            "do $$ begin insert into author (name) values ('d'); end $$",
            "do $$ begin insert into no_such_table values (1); end $$");

    private DatabasePair databases;

    @BeforeEach
    void create() throws Exception {
        databases = new DatabasePair(List.of("public.author", "public.book", "public.ruled"), SCHEMA);
    }

    @AfterEach
    void close() throws SQLException {
        databases.close();
    }

    private interface Preparation {
        void prepare(Connection connection) throws SQLException;
    }

    private static List<String> outcomes(Connection connection, List<String> texts, Preparation preparation)
            throws SQLException {
        List<String> outcomes = new ArrayList<>();
        for (String text : texts) {
            preparation.prepare(connection);
            outcomes.add(text + ": " + DatabasePair.outcome(() -> executePlain(connection, text)));
            preparation.prepare(connection);
            outcomes.add(text + ", prepared: " + DatabasePair.outcome(() -> executePrepared(connection, text)));
            preparation.prepare(connection);
            outcomes.add(text + ", keys: " + DatabasePair.outcome(() -> executeReturning(connection, text, "id")));
            preparation.prepare(connection);
            outcomes.add(text + ", wrong keys: "
                    + DatabasePair.outcome(() -> executeReturning(connection, text, "no_such_column")));
        }
        return outcomes;
    }

    private static boolean executePlain(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(text);
        }
    }

    private static boolean executePrepared(Connection connection, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            return statement.execute();
        }
    }

    private static boolean executeReturning(Connection connection, String text, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text, new String[] {column})) {
            return statement.execute();
        }
    }

    private void assertSame(String parameters, Preparation preparation) throws SQLException {
        assertSame(parameters, TEXTS, preparation);
    }

    private void assertSame(String parameters, List<String> texts, Preparation preparation) throws SQLException {
        try (Connection plain = databases.plain.openPlain(parameters);
                Connection captured = databases.captured.open(parameters)) {
            assertThat(outcomes(captured, texts, preparation)).isEqualTo(outcomes(plain, texts, preparation));
        }
        assertThat(databases.captured.outbox()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "always, true",
        "always, false",
        "transaction, false",
    })
    void isRefusedAsWithoutTypesyncOnAReadOnlyConnection(String mode, boolean autocommit) throws Exception {
        assertSame("&readOnlyMode=" + mode, connection -> {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setReadOnly(true);
            connection.setAutoCommit(autocommit);
        });
    }

    @ParameterizedTest
    @CsvSource({"set transaction read only", "select 1; set transaction read only"})
    void isRefusedAsWithoutTypesyncAfterSql(String sql) throws Exception {
        // a mark cannot be undone in a transaction: what is wrong with a text that takes one stays unknown
        List<String> texts =
                TEXTS.stream().filter(text -> !text.contains("ruled")).toList();
        assertSame("", texts, connection -> {
            connection.setAutoCommit(false);
            connection.rollback();
            executePlain(connection, sql);
        });
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void isRefusedAsWithoutTypesyncByTheDefaultOfTheSession(boolean autocommit) throws Exception {
        assertSame(
                "&options=-c%20default_transaction_read_only=on",
                connection -> {
                    if (!connection.getAutoCommit()) {
                        connection.rollback();
                    }
                    connection.setAutoCommit(autocommit);
                });
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void capturesWhatAReadOnlyConnectionWrites(boolean autocommit) throws Exception {
        databases.assertSame((connection, database, seen) -> {
            connection.setReadOnly(true);
            connection.setAutoCommit(autocommit);
            executePlain(connection, autocommit ? "begin read write" : "set transaction read write");
            for (String text : List.of(
                    "insert into author (name) values ('b')",
                    "call fill()",
                    "insert into ruled values (1)",
                    "delete from author where id = 1")) {
                seen.add(DatabasePair.outcome(() -> executePlain(connection, text)));
            }
            executePlain(connection, "commit");
        });
    }
}
