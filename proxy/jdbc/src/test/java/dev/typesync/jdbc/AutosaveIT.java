package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.sql.BatchUpdateException;
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
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** With {@code autosave=always}, pgjdbc must roll back to the same savepoint as without typesync. */
class AutosaveIT {
    private static final String AUTOSAVE = "&autosave=always";

    private CapturedDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = new CapturedDatabase(List.of("item", "part"), "create table item (id int primary key, name text)");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    /** pgjdbc rolls back to its newest savepoint, regardless of the statement that it set the savepoint for. */
    @Test
    void rollsBackAFailedTransactionAsFarAsThePlainDriver() throws SQLException {
        try (Connection plain = database.openPlain(AUTOSAVE);
                Connection captured = database.open(AUTOSAVE)) {
            rollBackAfterAFailedRelease(plain, 100);
            rollBackAfterAFailedRelease(captured, 200);
        }
        assertThat(ids()).containsExactly(100, 101, 200, 201);
        assertThat(database.outbox()).containsExactly("public.item {200}", "public.item {201}");
    }

    private static void rollBackAfterAFailedRelease(Connection connection, int id) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into item (id) values (?)")) {
            for (int i = 0; i < 2; i++) { // the second execution uses the proven statement
                insert.setInt(1, id + i);
                insert.executeUpdate();
            }
        }
        CapturedDatabase.execute(connection, "insert into item values (" + (id + 2) + ", 'new text')");
        assertThatThrownBy(() -> CapturedDatabase.execute(connection, "release savepoint none"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> CapturedDatabase.execute(connection, "select 1"))
                .isInstanceOf(SQLException.class);
        connection.commit();
        connection.rollback(); // pgjdbc is one answer behind the server now
    }

    /**
     * A COPY has no savepoint. So typesync's catalog queries must not set one after the application's last savepoint.
     */
    @Test
    void rollsBackAFailedCopyAsFarAsThePlainDriver() throws Exception {
        List<String> paths = new ArrayList<>();
        for (Connection each : List.of(database.openPlain(AUTOSAVE), database.open(AUTOSAVE))) {
            try (Connection connection = each) {
                connection.setAutoCommit(false);
                connection.setSchema("pg_catalog");
                connection.setSchema("public");
                CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy item from stdin");
                copy.cancelCopy();
                assertThatThrownBy(() -> CapturedDatabase.execute(connection, "update item set name = 'x'"))
                        .isInstanceOf(SQLException.class);
                paths.add(connection.getSchema());
            }
        }
        assertThat(paths).containsExactly("pg_catalog", "pg_catalog");
    }

    @Test
    void undoesAFailingMultiRowBatchCompletely() throws SQLException {
        for (String cleanup : List.of("", "&cleanupSavepoints=true")) {
            try (Connection plain = database.openPlain(AUTOSAVE + cleanup);
                    Connection captured = database.open(AUTOSAVE + cleanup)) {
                failInTheSecondStatement(plain, 1000);
                failInTheSecondStatement(captured, 2000);
                assertThat(ids()).as(cleanup).containsExactly(1000, 1500, 2000, 2500);
            }
            assertThat(database.outbox()).containsExactly("public.item {2000}", "public.item {2500}");
            database.executePlain("delete from item");
        }
    }

    private static void failInTheSecondStatement(Connection connection, int id) throws SQLException {
        connection.setAutoCommit(false);
        CapturedDatabase.execute(connection, "insert into item values (" + id + ", 'before')");
        try (PreparedStatement insert = connection.prepareStatement("insert into item values (?, ?)")) {
            for (int i = 1; i <= 150; i++) {
                insert.setInt(1, i == 140 ? id : id + i);
                insert.setString(2, "in the batch");
                insert.addBatch();
            }
            assertThatThrownBy(insert::executeBatch).isInstanceOf(BatchUpdateException.class);
        }
        CapturedDatabase.execute(connection, "insert into item values (" + (id + 500) + ", 'after')");
        connection.commit();
    }

    @Test
    void executesTheOriginalWhenTheServerRejectsTheRewrittenStatement() throws SQLException {
        try (Connection captured = database.open(AUTOSAVE)) {
            CapturedDatabase.execute(captured, "insert into item values (1, 'a')");
            database.refuseKeys();
            captured.setAutoCommit(false);
            try (Statement statement = captured.createStatement()) {
                statement.execute("insert into item values (2, 'b')");
                assertThat(statement.executeUpdate("insert into item values (3, 'c')"))
                        .isEqualTo(1);
            }
            captured.commit();
        }
        database.acceptKeys();
        assertThat(ids()).containsExactly(1, 2, 3);
        assertThat(database.outbox()).contains("public.item mark not rewritten");
    }

    private List<Integer> ids() throws SQLException {
        List<Integer> ids = new ArrayList<>();
        try (Statement statement = database.plain.createStatement();
                ResultSet row = statement.executeQuery("select id from item order by id")) {
            while (row.next()) {
                ids.add(row.getInt(1));
            }
        }
        return ids;
    }

    @Test
    void keepsTheChangesWhenTheDriverRejectsTheResult() throws SQLException {
        database.executePlain("create table part (id int primary key, item_id int references item on delete cascade);"
                + " insert into item values (1, 'a'); insert into part values (1, 1)");
        try (Connection captured = database.open(AUTOSAVE)) {
            captured.setAutoCommit(false);
            try (Statement statement = captured.createStatement()) {
                assertThatThrownBy(() -> statement.executeUpdate("delete from item where id = 1 returning id"))
                        .hasMessageContaining("result was returned");
            }
            captured.commit();
        }
        assertThat(ids()).isEmpty();
        assertThat(database.outbox()).contains("public.item {1}", "public.part {1}");
    }

    @Test
    void keepsPgjdbcsSavepointAfterTheFirstStatementOfTheTransaction() throws Exception {
        database.executePlain("create table part (id int primary key, item_id int references item on delete cascade)");
        try (Connection captured = database.open(AUTOSAVE)) {
            captured.setAutoCommit(false);
            CapturedDatabase.execute(captured, "delete from item where id = 1");
            assertThatThrownBy(() -> captured.unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("copy (select 1 / 0) to stdout", new StringWriter()))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> CapturedDatabase.execute(captured, "select 1"))
                    .isInstanceOf(SQLException.class); // pgjdbc notices the failure here, and rolls back
            CapturedDatabase.execute(captured, "insert into item values (2, 'b')");
            captured.commit();
        }
        assertThat(ids()).containsExactly(2);
    }
}
