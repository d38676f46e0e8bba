package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.event.CommittedTransaction;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** With changes in memory: the keys published after each kind of statement, and the results the application gets. */
class MemoryCaptureIT {
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
    void returnsKeysThatTheStatementDoesNotName() throws SQLException {
        assertThat(update("insert into item (name) values ('a'), ('b')")).isEqualTo(2);
        assertThat(published()).containsExactly("item 1", "item 2");
        assertThat(update("update item set price = 3 where name = 'b'")).isEqualTo(1);
        assertThat(published()).containsExactly("item 2");
        assertThat(update("delete from item where price is null")).isEqualTo(1);
        assertThat(published()).containsExactly("item 1");
        assertThat(update("update item set price = 3 where name = 'none'")).isZero();
        assertThat(update("insert into other values (1, 'x')")).isEqualTo(1);
        assertThat(published()).isEmpty();
    }

    @Test
    void readsKeysThatTheStatementNames() throws SQLException {
        update("insert into item (id, name) values (7, 'a')");
        assertThat(database.prepared("insert into line (order_id, pos) values (?, 2)", 1))
                .isEqualTo(1);
        assertThat(database.prepared("update item set price = 1 where id in (?, 7, 8)", 6L))
                .isEqualTo(1);
        assertThat(published()).containsExactly("item 7", "item 6", "item 8", "line 1:2");
        assertThat(database.prepared("delete from item where id = ?", 99)).isZero();
        assertThat(published()).isEmpty();
    }

    @Test
    void sendsAStatementUnchangedWhenItNamesItsKeys() throws SQLException {
        try (PreparedStatement insert = captured.prepareStatement("insert into item (id, name) values (?, ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "a");
            insert.executeUpdate();
            assertThat(insert.toString()).isEqualTo("insert into item (id, name) values (('1'::int4), ('a'))");
        }
        update("do $$ begin perform set_config('application_name', 'x', false); end $$");
        try (Statement statement = captured.createStatement()) {
            statement.execute("prepare p as select 1");
            ResultSet row = statement.executeQuery(
                    "select count(*) from pg_prepared_statements" + " where statement ~* 'returning'");
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    @Test
    void hidesTheReturnedKeysFromTheApplication() throws SQLException {
        try (PreparedStatement insert = captured.prepareStatement("insert into item (name) values (?)")) {
            for (int i = 1; i <= 7; i++) {
                insert.setString(1, "n" + i);
                insert.setMaxRows(1);
                assertThat(insert.executeUpdate()).isEqualTo(1);
                assertThat(insert.getUpdateCount()).isEqualTo(1);
                assertThat(insert.getResultSet()).isNull();
                assertThat(insert.getGeneratedKeys().next()).isFalse();
                assertThat(insert.getMaxRows()).isEqualTo(1);
                assertThat(insert.getMetaData()).isNull();
                assertThat(insert.toString()).isEqualTo("insert into item (name) values (('n" + i + "'))");
                assertThat(published()).containsExactly("item " + i);
            }
        }
    }

    @Test
    void readsTheApplicationsGeneratedKeysWithoutConsumingThem() throws SQLException {
        for (boolean named : List.of(true, false)) {
            String sql = "insert into item (name) values (?), (?)";
            try (PreparedStatement insert = named
                    ? captured.prepareStatement(sql, new String[] {"id"})
                    : captured.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, "a" + named);
                insert.setString(2, "b" + named);
                assertThat(insert.executeUpdate()).isEqualTo(2);
                List<String> published = published();
                ResultSet keys = insert.getGeneratedKeys();
                assertThat(keys.isBeforeFirst()).isTrue();
                assertThat(keys.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
                keys.next();
                String first = "item " + keys.getLong("id");
                keys.next();
                assertThat(published).containsExactly(first, "item " + keys.getLong("id"));
                assertThat(keys.next()).isFalse();
            }
        }
    }

    /**
     * In the simple protocol, pgjdbc executes a statement that it should describe, and begins no transaction for it.
     */
    @Test
    void beginsNoTransactionForMetadataInTheSimpleProtocol() throws SQLException {
        try (Connection simple = database.open("&preferQueryMode=simple");
                PreparedStatement update = simple.prepareStatement("update item set price = 1 where id = ?")) {
            simple.setAutoCommit(false);
            assertThatThrownBy(update::getMetaData).isInstanceOf(Throwable.class); // no value is bound
            assertThat(simple.unwrap(BaseConnection.class).getTransactionState())
                    .isEqualTo(TransactionState.IDLE);
        }
    }

    @Test
    void marksTheTableWhenTheGeneratedKeysLackTheKey() throws SQLException {
        try (PreparedStatement insert =
                captured.prepareStatement("insert into item (name) values ('a')", new String[] {"name"})) {
            insert.executeUpdate();
            ResultSet keys = insert.getGeneratedKeys();
            keys.next();
            assertThat(keys.getString(1)).isEqualTo("a");
        }
        assertThat(published()).containsExactly("item mark not rewritten");
    }

    @Test
    void readsTheApplicationsReturningWithoutConsumingIt() throws SQLException {
        try (Statement statement = captured.createStatement()) {
            ResultSet rows =
                    statement.executeQuery("insert into item (name) values ('a'), ('b') returning upper(name), id");
            assertThat(published()).containsExactly("item 1", "item 2");
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("A");
            rows = statement.executeQuery("delete from item where name = 'a' returning *");
            assertThat(published()).containsExactly("item 1");
            rows.next();
            assertThat(rows.getString("name")).isEqualTo("a");
            statement.executeQuery("insert into item (name) values ('c') returning name");
            assertThat(published()).containsExactly("item mark not rewritten");
        }
    }

    @Test
    void marksTheTableWhenReturningShowsAnotherRow() throws SQLException {
        update("insert into item (id, name) values (1, 'a'), (2, 'b')");
        published();
        try (Statement statement = captured.createStatement()) {
            statement.executeQuery(
                    "update item t set price = 1 from item u where t.name = 'a' and u.name = 'b'" + " returning u.id");
        }
        assertThat(published()).containsExactly("item mark not rewritten");
    }

    @Test
    void marksTheTableWhenTheApplicationDoesNotFetchAllRows() throws SQLException {
        update("insert into item (id, name) values (1, 'a'), (2, 'b'), (3, 'c')");
        published();
        captured.setAutoCommit(false);
        try (Statement statement = captured.createStatement()) {
            statement.setFetchSize(1);
            ResultSet rows = statement.executeQuery("update item set price = 1 returning id");
            rows.next();
        }
        captured.commit();
        assertThat(published()).containsExactly("item mark not rewritten");
    }

    @Test
    void marksTheTableWhenTheChangedRowsAreUnknown() throws Exception {
        update("truncate item");
        assertThat(published()).containsExactly("item mark truncate");
        update("do $$ begin insert into item (name) values ('x'); end $$");
        assertThat(published()).containsExactly("item mark opaque statement");
        update("insert into item (name) values ('y'); delete from item where name = 'y'");
        assertThat(published()).containsExactly("item mark not rewritten");
        captured.unwrap(PGConnection.class).getCopyAPI().copyIn("copy line from stdin", new StringReader("1\t2\tx\n"));
        assertThat(published()).containsExactly("line mark copy");
        assertThat(database.plain
                        .createStatement()
                        .executeQuery("select 1 from pg_namespace where nspname = 'typesync'")
                        .next())
                .isFalse();
    }

    @Test
    void keepsParametersBetweenExecutions() throws SQLException {
        try (PreparedStatement update =
                captured.prepareStatement("update line set note = ? where order_id = ? and pos = ?")) {
            update("insert into line (order_id, pos) values (1, 1), (1, 2)");
            published();
            update.setString(1, "x");
            update.setInt(2, 1);
            update.setInt(3, 1);
            update.executeUpdate();
            update.setInt(3, 2);
            update.executeUpdate();
            assertThat(published()).containsExactly("line 1:1", "line 1:2");
        }
    }

    @Test
    void publishesTheOldAndTheNewValueOfAChangedKey() throws SQLException {
        update("insert into item (id, name) values (1, 'a'), (2, 'b')");
        published();
        assertThat(database.prepared("update item set id = ? where id = ?", 11, 1))
                .isEqualTo(1);
        assertThat(published()).containsExactlyInAnyOrder("item 11", "item 1");
        assertThat(update("update item set id = id + 10 where name = 'b'")).isEqualTo(1);
        if (database.serverVersion() >= 18) {
            assertThat(published()).containsExactlyInAnyOrder("item 2", "item 12");
        } else {
            assertThat(published()).containsExactlyInAnyOrder("item 12", "item mark key changed");
        }
    }

    @Test
    void executesTheOriginalWhenTheRoleMayNotReturnTheKey() throws SQLException {
        update("update item set price = 1 where name = 'none'");
        database.executePlain(
                "create role memory_writer login; grant insert on item to memory_writer; grant usage on sequence item_id_seq to memory_writer");
        captured.setAutoCommit(false);
        update("set role memory_writer");
        assertThat(update("insert into item (name) values ('a')")).isEqualTo(1);
        captured.commit();
        assertThat(published()).containsExactly("item mark not rewritten");
        update("reset role");
        captured.commit();
    }

    @Test
    void passesTheKnownKeysToListeners() throws Exception {
        BlockingQueue<CommittedTransaction> received = new LinkedBlockingQueue<>();
        database.bus.listen(List.of(received::add));
        captured.setAutoCommit(false);
        update("insert into item (id, name) values (1, 'a')");
        update("truncate line");
        update("update item set price = 1 where name = 'none'");
        captured.commit();

        CommittedTransaction transaction = received.poll(10, TimeUnit.SECONDS);
        assertThat(transaction).isNotNull();
        assertThat(transaction.changes()).hasSize(2);
        assertThat(transaction.changes().get(0).keys()).containsExactly("1");
        assertThat(transaction.changes().get(1).keys()).isEmpty();
    }

    @Test
    void publishesRowsOfAnUpdatableResult() throws SQLException {
        update("insert into item (id, name) values (1, 'a'), (2, 'b')");
        published();
        try (Statement statement =
                captured.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            ResultSet rows = statement.executeQuery("select id, name from item order by id");
            rows.next();
            rows.updateString("name", "c");
            rows.updateRow();
            assertThat(published()).containsExactly("item 1");
            rows.next();
            rows.deleteRow();
            assertThat(published()).containsExactly("item 2");
        }
    }
}
