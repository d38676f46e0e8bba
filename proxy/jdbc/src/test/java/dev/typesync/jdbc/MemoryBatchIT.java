package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With changes in memory: the keys that are published after a batch, and the results that the application gets. */
class MemoryBatchIT {
    private MemoryDatabase database;
    private Connection captured;

    @BeforeEach
    void connect() throws Exception {
        database = MemoryDatabase.shop();
        captured = database.captured;
    }

    @AfterEach
    void disconnect() throws SQLException {
        database.close();
    }

    private List<String> published() {
        return database.published();
    }

    private int update(String sql) throws SQLException {
        return database.update(sql);
    }

    @Test
    void doesNotReturnTheGeneratedKeysOfThePreviousBatch() throws SQLException {
        try (Connection rewriting = database.open("&reWriteBatchedInserts=true");
                PreparedStatement insert = rewriting.prepareStatement("insert into item (name, price) values (?, ?)")) {
            rewriting.setAutoCommit(false);
            insert.setString(1, "alone");
            insert.setInt(2, 1);
            insert.addBatch();
            insert.executeBatch();
            for (int i = 0; i < 2; i++) {
                insert.setString(1, "wrong");
                insert.setObject(2, "no number", Types.OTHER);
                insert.addBatch();
            }
            assertThatThrownBy(insert::executeBatch).isInstanceOf(BatchUpdateException.class);
            assertThat(insert.getGeneratedKeys().next()).isFalse();
        }
    }

    @Test
    void readsTheKeysOfABatchFromItsParameters() throws SQLException {
        try (PreparedStatement insert = captured.prepareStatement("insert into line values (?, ?, ?)");
                PreparedStatement update = captured.prepareStatement("update item set price = ? where id = ?")) {
            for (int i = 1; i <= 3; i++) {
                update.setInt(1, 5);
                update.setLong(2, i);
                update.addBatch();
            }
            assertThat(update.executeBatch()).containsExactly(0, 0, 0);
            assertThat(published()).containsExactly("item 1", "item 2", "item 3");
            insert.setInt(1, 7);
            insert.setInt(2, 1);
            insert.setString(3, "n");
            insert.addBatch();
            insert.executeBatch();
            assertThat(published()).containsExactly("line mark not rewritten"); // RETURNING lists no columns
        }
    }

    @Test
    void returnsTheKeysOfABatchInATransaction() throws SQLException {
        captured.setAutoCommit(false);
        try (PreparedStatement insert = captured.prepareStatement("insert into item (name) values (?)")) {
            for (int i = 1; i <= 300; i++) {
                insert.setString(1, "n" + i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(300).containsOnly(1);
            assertThat(insert.getGeneratedKeys().next()).isFalse();
        }
        captured.commit();
        assertThat(published()).hasSize(300).startsWith("item 1", "item 2").endsWith("item 300");
    }

    @Test
    void returnsTheKeysOfARewrittenBatch() throws SQLException {
        try (Connection rewriting = database.open("&reWriteBatchedInserts=true");
                PreparedStatement insert = rewriting.prepareStatement("insert into item (name) values (?)")) {
            for (int i = 1; i <= 131; i++) {
                insert.setString(1, "n" + i);
                insert.addBatch();
            }
            int[] counts = insert.executeBatch();
            assertThat(counts).hasSize(131).startsWith(Statement.SUCCESS_NO_INFO);
            assertThat(counts[130]).isEqualTo(1);
        }
        assertThat(published()).hasSize(131).startsWith("item 1").endsWith("item 131");
    }

    @Test
    void publishesAllKeysOfAFailingBatchUnderAutocommit() throws SQLException {
        update("insert into item (id, name) values (900, 'taken')");
        published();
        try (PreparedStatement insert = captured.prepareStatement("insert into item (id, name) values (?, ?)")) {
            for (int i = 1; i <= 1000; i++) {
                insert.setInt(1, i);
                insert.setString(2, "n" + i);
                insert.addBatch();
            }
            assertThatThrownBy(insert::executeBatch).isInstanceOf(BatchUpdateException.class);
        }
        assertThat(database.plain
                        .createStatement()
                        .executeQuery("select from item where id = 700")
                        .next())
                .as("a part of the batch stays")
                .isTrue();
        assertThat(published()).hasSize(1000).contains("item 700");
    }

    @Test
    void readsTheKeysOfAStatementBatchOrMarksTheTable() throws SQLException {
        try (Statement statement = captured.createStatement()) {
            statement.addBatch("insert into item (id, name) values (1, 'a')");
            statement.addBatch("insert into line (order_id, pos) values (1, 2)");
            assertThat(statement.executeBatch()).containsExactly(1, 1);
            assertThat(published()).containsExactly("item 1", "line 1:2");
            statement.addBatch("insert into item (id, name) values (2, 'b')");
            statement.addBatch("insert into line (order_id, pos) select 1, 3");
            assertThat(statement.executeBatch()).containsExactly(1, 1);
            assertThat(published()).containsExactly("item 2", "line mark not rewritten");
        }
    }
}
