package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.testkit.BranchId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Changes in memory are published when the server commits their transaction, for every way in which it can end. */
class MemoryTransactionIT {
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
    void publishesAtTheCommitAndNotAfterARollback() throws SQLException {
        captured.setAutoCommit(false);
        update("insert into item (id, name) values (1, 'a')");
        assertThat(published()).isEmpty();
        captured.commit();
        assertThat(published()).containsExactly("item 1");
        update("insert into item (id, name) values (2, 'b')");
        captured.rollback();
        assertThat(published()).isEmpty();
    }

    @Test
    void publishesNothingWhenAFailedTransactionIsCommitted() throws SQLException {
        captured.setAutoCommit(false);
        update("insert into item (id, name) values (1, 'a')");
        assertThatThrownBy(() -> update("insert into item (id, name) values (1, 'a')"))
                .isInstanceOf(SQLException.class);
        captured.commit();
        assertThat(published()).isEmpty();
    }

    @Test
    void discardsChangesWithTheirSavepoint() throws SQLException {
        captured.setAutoCommit(false);
        update("insert into item (id, name) values (1, 'a')");
        Savepoint savepoint = captured.setSavepoint();
        update("insert into item (id, name) values (2, 'b')");
        captured.rollback(savepoint);
        update("savepoint s");
        update("update item set price = 3 where name = 'a'");
        update("rollback to s");
        update("savepoint t");
        update("insert into item (id, name) values (4, 'd')");
        update("release t");
        captured.commit();
        assertThat(published()).containsExactly("item 1", "item 4");
    }

    @Test
    void followsTransactionsInSqlUnderAutocommit() throws SQLException {
        update("begin");
        update("insert into item (id, name) values (1, 'a')");
        assertThat(published()).isEmpty();
        update("rollback");
        update("begin");
        update("insert into item (id, name) values (2, 'b')");
        update("commit");
        assertThat(published()).containsExactly("item 2");
        update("begin");
        update("insert into item (id, name) values (3, 'c')");
        update("commit and chain");
        assertThat(published()).containsExactly("item 3");
        update("insert into item (id, name) values (4, 'd')");
        update("rollback");
        assertThat(published()).isEmpty();
    }

    @Test
    void publishesWhenSetAutoCommitCommits() throws SQLException {
        captured.setAutoCommit(false);
        update("insert into item (id, name) values (1, 'a')");
        captured.setAutoCommit(true);
        assertThat(published()).containsExactly("item 1");
    }

    @Test
    void publishesNothingWhenTheConnectionIsClosedInATransaction() throws SQLException {
        Connection connection = database.open("");
        connection.setAutoCommit(false);
        MemoryDatabase.update(connection, "insert into item (id, name) values (1, 'a')");
        connection.close();
        assertThat(published()).isEmpty();
    }

    @Test
    void publishesWhenTheConnectionBreaksDuringTheCommit() throws SQLException {
        Connection connection = database.open("");
        connection.setAutoCommit(false);
        MemoryDatabase.update(connection, "insert into item (id, name) values (1, 'a')");
        int pid = connection.unwrap(PGConnection.class).getBackendPID();
        database.executePlain("select pg_terminate_backend(" + pid + ", 5000)");
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThat(published()).containsExactly("item 1");
    }

    @Test
    void marksTheTableWhenTheConnectionBreaksUnderAutocommit() throws SQLException {
        Connection connection = database.open("");
        MemoryDatabase.update(connection, "insert into item (id, name) values (1, 'a')");
        published();
        int pid = connection.unwrap(PGConnection.class).getBackendPID();
        database.executePlain("select pg_terminate_backend(" + pid + ", 5000)");
        assertThatThrownBy(() -> MemoryDatabase.update(connection, "update item set price = 2 where id = 1"))
                .isInstanceOf(SQLException.class);
        assertThat(published()).containsExactly("item mark not rewritten"); // the key was not returned
    }

    @Test
    void publishesNothingWhenADeferredConstraintFailsAtTheCommit() throws SQLException {
        database.executePlain("alter table line add constraint c unique (note) deferrable initially deferred");
        captured.setAutoCommit(false);
        update("insert into line (order_id, pos, note) values (1, 1, 'x')");
        update("insert into line (order_id, pos, note) values (1, 2, 'x')");
        assertThatThrownBy(captured::commit).isInstanceOf(SQLException.class);
        captured.rollback();
        captured.setAutoCommit(true);
        assertThatThrownBy(() -> update("insert into line (order_id, pos, note) values (2, 1, 'y'), (2, 2, 'y')"))
                .isInstanceOf(SQLException.class);
        assertThat(published()).isEmpty();
    }

    @Test
    void marksWhatAStringCommittedBeforeItFailed() throws SQLException {
        assertThatThrownBy(() -> update("begin; insert into item (id, name) values (1, 'a'); commit;"
                        + " insert into item (id, name) values (1, 'a')"))
                .isInstanceOf(SQLException.class);
        assertThat(published()).containsExactly("item mark not rewritten");
    }

    @Test
    void publishesAPreparedTransactionWhenAnyConnectionCommitsIt() throws SQLException {
        try (Connection other = database.open("")) {
            update("begin");
            update("insert into item (id, name) values (1, 'a')");
            try {
                update("prepare transaction 'p1'");
            } catch (SQLException notAllowedByThisServer) {
                update("rollback");
                assertThat(published()).isEmpty();
                return;
            }
            assertThat(published()).isEmpty();
            MemoryDatabase.update(other, "commit prepared 'p1'");
        }
        assertThat(published()).containsExactly("item 1");
    }

    @Test
    void publishesABranchWhenAnyConnectionCommitsIt() throws Exception {
        XAConnection first = database.openXa();
        XAConnection second = database.openXa();
        BranchId branch = new BranchId("memory");
        try (Connection handle = first.getConnection()) {
            first.getXAResource().start(branch, XAResource.TMNOFLAGS);
            MemoryDatabase.update(handle, "insert into item (id, name) values (1, 'a')");
            first.getXAResource().end(branch, XAResource.TMSUCCESS);
            first.getXAResource().prepare(branch);
        }
        assertThat(published()).isEmpty();
        second.getXAResource().commit(branch, false);
        assertThat(published()).containsExactly("item 1");
        first.close();
        second.close();
    }

    @Test
    void marksStatementsAfterARollbackInTheSameString() throws SQLException {
        database.captured.setAutoCommit(false);
        for (boolean failed : new boolean[] {false, true}) {
            update("insert into item (id, name) values (1, 'a')");
            if (failed) {
                assertThatThrownBy(() -> update("no such text")).isInstanceOf(SQLException.class);
            }
            update("rollback; delete from item where id = 5");
            database.captured.commit();
            assertThat(published()).isNotEmpty().allMatch(each -> each.startsWith("item mark"));
        }
    }

    @Test
    void marksAllTablesWhenAnUnknownBranchIsCommitted() throws Exception {
        update("delete from item where id = 7");
        published();
        XAConnection physical = database.openXa();
        assertThatThrownBy(() -> physical.getXAResource().commit(new BranchId("unknown"), false))
                .isInstanceOf(XAException.class); // the same happens if another client has committed it
        assertThat(published())
                .containsExactlyInAnyOrder("item mark prepared transaction", "line mark prepared transaction");
        physical.close();
    }

    @Test
    void discardsARolledBackBranchBeforeTheNextOne() throws Exception {
        XAConnection physical = database.openXa();
        XAResource resource = physical.getXAResource();
        for (int id = 1; id <= 2; id++) {
            BranchId branch = new BranchId("memory " + id);
            resource.start(branch, XAResource.TMNOFLAGS);
            MemoryDatabase.update(
                    physical.getConnection(), "insert into item (id, name) values (" + id + ", 'n" + id + "')");
            resource.end(branch, XAResource.TMSUCCESS);
            if (id == 1) {
                resource.rollback(branch);
            } else {
                resource.commit(branch, true);
            }
        }
        assertThat(published()).containsExactly("item 2");
        physical.close();
    }

    @Test
    void publishesWhenTheConnectionBreaksDuringTheCommitOfABranch() throws Exception {
        XAConnection physical = database.openXa();
        XAResource resource = physical.getXAResource();
        BranchId branch = new BranchId("broken");
        resource.start(branch, XAResource.TMNOFLAGS);
        Connection handle = physical.getConnection();
        MemoryDatabase.update(handle, "insert into item (id, name) values (1, 'a')");
        resource.end(branch, XAResource.TMSUCCESS);
        int pid = handle.unwrap(PGConnection.class).getBackendPID();
        database.executePlain("select pg_terminate_backend(" + pid + ", 5000)");
        assertThatThrownBy(() -> resource.commit(branch, true)).isInstanceOf(XAException.class);
        assertThat(published()).containsExactly("item 1");
    }

    @Test
    void marksAllTablesWhenAnUnknownPreparedTransactionIsCommitted() throws SQLException {
        update("begin");
        update("insert into item (id, name) values (1, 'a')");
        update("prepare transaction 'memory reused'");
        update("rollback prepared 'memory reused'");
        database.executePlain("begin");
        database.executePlain("insert into item (id, name) values (2, 'b')");
        database.executePlain("prepare transaction 'memory reused'");
        assertThat(published()).isEmpty();
        update("commit prepared 'memory reused'");
        assertThat(published())
                .containsExactlyInAnyOrder("item mark prepared transaction", "line mark prepared transaction");
    }

    @Test
    void marksAFailedStatementBatchWhoseStatementsDoNotNameTheKeys() throws SQLException {
        update("insert into line (order_id, pos) values (1, 2)");
        published();
        try (Connection simple = database.open("&preferQueryMode=simple");
                Statement statement = simple.createStatement()) {
            statement.addBatch("insert into line (order_id, pos) select 2, 3");
            statement.addBatch("insert into line (order_id, pos) values (1, 2)");
            assertThatThrownBy(statement::executeBatch).isInstanceOf(SQLException.class);
        }
        assertThat(published()).contains("line mark not rewritten");
    }
}
