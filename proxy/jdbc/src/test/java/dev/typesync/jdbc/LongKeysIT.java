package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys as long as a primary key can hold, because it is compressed. The outbox takes them in each form. */
class LongKeysIT {
    private static final String LONG = "x".repeat(200_000);
    private static final int ROWS = 60; // 12 MB of keys, and an outbox row holds 4 MB

    private CapturedDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = new CapturedDatabase(List.of("item"), "create table item (id text primary key, n int default 1)");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void aStatementThatChangesAKeyWritesBoth() throws SQLException {
        database.update("insert into item values (repeat('x', 200000))");
        database.update("update item set id = repeat('y', 200000)");
        assertThat(keys()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aStatementForManyRows() throws SQLException {
        database.update("insert into item select repeat('x', 200000) || n from generate_series(1, " + ROWS + ") n");
        assertThat(keys()).isEqualTo(ROWS);
    }

    @Test
    void aBatchThatIsOneStatement() throws SQLException {
        try (Connection rewriting = database.open("&reWriteBatchedInserts=true");
                PreparedStatement insert = rewriting.prepareStatement("insert into item values (?)")) {
            addRows(insert);
            insert.executeBatch();
        }
        assertThat(keys()).isEqualTo(ROWS);
    }

    @Test
    void aBatchWhoseKeysComeBack() throws SQLException {
        try (PreparedStatement insert =
                database.captured.prepareStatement("insert into item values (?)", new String[] {"id"})) {
            database.captured.setAutoCommit(false);
            addRows(insert);
            insert.executeBatch();
            database.captured.commit();
        }
        assertThat(keys()).isEqualTo(ROWS);
        assertThat(database.strings("select count(*) from typesync.outbox where op = 'k' and cardinality(keys) > 1"))
                .doesNotContain("0");
    }

    private static void addRows(PreparedStatement insert) throws SQLException {
        for (int i = 0; i < ROWS; i++) {
            insert.setString(1, LONG + i);
            insert.addBatch();
        }
    }

    private int keys() throws SQLException {
        try (Statement statement = database.plain.createStatement();
                ResultSet row = statement.executeQuery(
                        "select coalesce(sum(cardinality(keys)), 0) from typesync.outbox where op = 'k'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
