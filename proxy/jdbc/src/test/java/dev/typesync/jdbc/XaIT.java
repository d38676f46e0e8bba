package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.event.ChangeBus;
import dev.typesync.testkit.BranchId;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Branches of a transaction manager. Outbox rows and signal come with the commit, on any connection. */
class XaIT {
    private CapturedDatabase database;
    private XAConnection physical;
    private XAResource resource;
    private Connection connection;
    private ChangeBus.Subscription subscription;
    private final AtomicInteger signals = new AtomicInteger();

    @BeforeEach
    void connect() throws Exception {
        database = new CapturedDatabase(
                List.of("item"), "create table item (id int primary key, v int); insert into item values (1, 1)");
        physical = database.openXa();
        resource = physical.getXAResource();
        connection = physical.getConnection();
        subscription = database.bus.onCommit(signals::incrementAndGet);
    }

    @AfterEach
    void disconnect() throws SQLException {
        subscription.close();
        physical.close();
        database.close();
    }

    private void branch(Xid xid, String... statements) throws Exception {
        resource.start(xid, XAResource.TMNOFLAGS);
        for (String sql : statements) {
            CapturedDatabase.execute(connection, sql);
        }
        resource.end(xid, XAResource.TMSUCCESS);
    }

    private static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    @Test
    void commitsTheKeysInOnePhase() throws Exception {
        Xid xid = new BranchId("one phase");
        branch(xid, "insert into item values (2, 1)", "update item set v = 2 where id = 1");
        assertThat(database.outbox()).isEmpty();
        assertThat(signals).hasValue(0);
        resource.commit(xid, true);
        assertThat(database.outbox()).containsExactly("public.item {2}", "public.item {1}");
        assertThat(signals).hasValue(1);
    }

    @Test
    void commitsOnAnotherConnectionABranchPreparedHere() throws Exception {
        Xid xid = new BranchId("elsewhere");
        branch(xid, "insert into item values (2, 1)");
        assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
        physical.close();
        assertThat(database.outbox()).isEmpty();
        assertThat(signals).hasValue(0);
        XAConnection other = database.openXa();
        XAResource recovering = other.getXAResource();
        Xid recovered = Arrays.stream(recovering.recover(XAResource.TMSTARTRSCAN))
                .filter(each -> new BranchId("elsewhere").isOf(each))
                .findFirst()
                .orElseThrow();
        recovering.commit(recovered, false);
        other.close();
        assertThat(database.outbox()).containsExactly("public.item {2}");
        assertThat(signals).hasValue(1);
    }

    @Test
    void losesOnlyTheSignalWhenAPlainResourceCommits() throws Exception {
        Xid xid = new BranchId("unwrapped");
        branch(xid, "insert into item values (2, 1)");
        resource.prepare(xid);
        XAConnection plain = database.openPlainXa();
        plain.getXAResource().commit(xid, false);
        plain.close();
        assertThat(database.outbox()).containsExactly("public.item {2}");
        assertThat(signals).hasValue(0);
    }

    @Test
    void recordsNothingAfterARollback() throws Exception {
        Xid active = new BranchId("active");
        branch(active, "insert into item values (2, 1)");
        resource.rollback(active);
        Xid prepared = new BranchId("prepared");
        branch(prepared, "insert into item values (3, 1)");
        resource.prepare(prepared);
        resource.rollback(prepared);
        Xid next = new BranchId("next");
        branch(next, "update item set v = 3 where id = 100");
        resource.commit(next, true);
        assertThat(database.outbox()).isEmpty();
    }

    private void failedBranch(Xid xid) throws Exception {
        resource.start(xid, XAResource.TMNOFLAGS);
        update(connection, "insert into item values (2, 1)");
        assertThatThrownBy(() -> update(connection, "insert into item values (2, 1)"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
        resource.end(xid, XAResource.TMSUCCESS);
    }

    @Test
    void recordsNothingWhenAFailedBranchIsCommitted() throws Exception {
        Xid xid = new BranchId("failed");
        failedBranch(xid);
        resource.commit(xid, true);
        assertThat(database.outbox()).isEmpty();
        assertThat(signals).hasValue(0);
    }

    @Test
    void recordsNothingWhenAFailedBranchIsPrepared() throws Exception {
        Xid xid = new BranchId("failed before it is prepared");
        failedBranch(xid);
        resource.prepare(xid);
        assertThatThrownBy(() -> resource.commit(xid, false)).isInstanceOf(XAException.class);
        assertThat(database.outbox()).isEmpty();
        assertThat(signals).hasValue(0);
    }

    @Test
    void forgetsABranchThatCannotBePrepared() throws Exception {
        database.executePlain("alter table item add unique (v) deferrable initially deferred");
        Xid refused = new BranchId("cannot be prepared");
        branch(refused, "insert into item values (2, 7)", "insert into item values (3, 7)");
        assertThatThrownBy(() -> resource.prepare(refused)).isInstanceOf(XAException.class);
        resource.rollback(refused);
        Xid next = new BranchId("reads");
        resource.start(next, XAResource.TMNOFLAGS);
        CapturedDatabase.execute(connection, "select 1");
        resource.end(next, XAResource.TMSUCCESS);
        resource.commit(next, true);
        assertThat(signals).hasValue(0);
    }

    @Test
    void signalsABranchThatAnotherClientHasCommitted() throws Exception {
        Xid xid = new BranchId("noticed");
        branch(xid, "insert into item values (2, 1)");
        resource.prepare(xid);
        XAConnection plain = database.openPlainXa();
        plain.getXAResource().commit(xid, false);
        plain.close();
        assertThatThrownBy(() -> resource.commit(xid, false)).isInstanceOf(XAException.class);
        assertThat(signals).hasValue(1);
    }

    @Test
    void doesNotSignalARolledBackBranchAtALateCommit() throws Exception {
        Xid xid = new BranchId("late");
        branch(xid, "insert into item values (2, 1)");
        resource.prepare(xid);
        resource.rollback(xid);
        assertThatThrownBy(() -> resource.commit(xid, false)).isInstanceOf(XAException.class);
        assertThat(signals).hasValue(0);
    }

    @Test
    void recordsNothingWhenTheServerRefusesTheCommit() throws Exception {
        database.executePlain("create table pair (id int primary key, v int); insert into pair values (1, 0), (2, 0)");
        Xid xid = new BranchId("refused commit");
        resource.start(xid, XAResource.TMNOFLAGS);
        CapturedDatabase.execute(connection, "set transaction isolation level serializable");
        CapturedDatabase.execute(connection, "select sum(v) from pair");
        CapturedDatabase.execute(connection, "update pair set v = 1 where id = 1");
        update(connection, "insert into item values (2, 1)");
        database.executePlain("begin isolation level serializable; select sum(v) from pair;"
                + " update pair set v = 1 where id = 2; commit");
        resource.end(xid, XAResource.TMSUCCESS);
        assertThatThrownBy(() -> resource.commit(xid, true)).isInstanceOf(XAException.class);
        assertThat(database.outbox()).isEmpty();
        assertThat(signals).hasValue(0);
    }

    @Test
    void keepsABranchAfterItsHandleIsClosed() throws Exception {
        Xid xid = new BranchId("handle");
        resource.start(xid, XAResource.TMNOFLAGS);
        update(connection, "insert into item values (2, 1)");
        connection.close();
        connection = physical.getConnection();
        update(connection, "insert into item values (3, 1)");
        connection.close();
        resource.end(xid, XAResource.TMSUCCESS);
        resource.commit(xid, true);
        assertThat(database.outbox()).containsExactly("public.item {2}", "public.item {3}");
        assertThat(signals).hasValue(1);
    }

    /** Outside of a branch, these marks need a transaction of typesync. */
    @Test
    void writesMarksInTheBranch() throws Exception {
        Xid undone = new BranchId("undone");
        branchWithMarks(undone);
        resource.rollback(undone);
        assertThat(database.outbox()).isEmpty();
        Xid done = new BranchId("done");
        branchWithMarks(done);
        resource.commit(done, true);
        assertThat(database.outbox())
                .containsExactly(
                        "public.item {1}",
                        "public.item mark updatable result set",
                        "public.item mark opaque statement",
                        "public.item mark truncate",
                        "public.item mark copy");
        assertThat(signals).hasValue(1);
    }

    private void branchWithMarks(Xid xid) throws Exception {
        resource.start(xid, XAResource.TMNOFLAGS);
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery("select id, v from item where id = 1")) {
            rows.next();
            rows.updateInt("id", 11);
            rows.updateRow();
        }
        CapturedDatabase.execute(connection, "do $$ begin update item set v = 4; end $$");
        CapturedDatabase.execute(connection, "truncate item");
        ((PGConnection) connection).getCopyAPI().copyIn("copy item from stdin", new StringReader("1\t1\n"));
        resource.end(xid, XAResource.TMSUCCESS);
    }

    @Test
    void rejectsTransactionControlInABranchLikeThePlainDriver() throws Exception {
        Xid xid = new BranchId("refused");
        resource.start(xid, XAResource.TMNOFLAGS);
        assertThatThrownBy(connection::commit)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55000"));
        assertThatThrownBy(() -> connection.setAutoCommit(false)).isInstanceOf(SQLException.class);
        update(connection, "insert into item values (2, 1)");
        resource.end(xid, XAResource.TMFAIL);
        resource.rollback(xid);
        assertThat(database.outbox()).isEmpty();
    }

    @Test
    void behavesLikeAnOrdinaryConnectionOutsideOfABranch() throws Exception {
        assertThat(connection.getAutoCommit()).isTrue();
        update(connection, "insert into item values (2, 1)");
        assertThat(signals).hasValue(1);
        connection.setAutoCommit(false);
        update(connection, "insert into item values (3, 1)");
        connection.commit();
        assertThat(signals).hasValue(2);
        assertThat(database.outbox()).containsExactly("public.item {2}", "public.item {3}");
    }

    @Test
    void passesOnTheErrorsOfTheResource() {
        assertThatThrownBy(() -> resource.commit(new BranchId("unknown"), false))
                .isInstanceOfSatisfying(
                        XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_NOTA));
        assertThatThrownBy(() -> resource.prepare(new BranchId("unknown")))
                .isInstanceOfSatisfying(
                        XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_NOTA));
    }

    @Test
    void isTheSameResourceAsItselfOnly() throws Exception {
        XAConnection other = database.openXa();
        assertThat(resource.isSameRM(physical.getXAResource())).isTrue();
        assertThat(resource.isSameRM(other.getXAResource())).isFalse();
        other.close();
    }

    @Test
    void firesEventsWithTheWrapperAsTheirSource() throws Exception {
        List<Object> closed = new ArrayList<>();
        List<Object> broken = new ArrayList<>();
        ConnectionEventListener listener = new ConnectionEventListener() {
            @Override
            public void connectionClosed(ConnectionEvent event) {
                closed.add(event.getSource());
            }

            @Override
            public void connectionErrorOccurred(ConnectionEvent event) {
                broken.add(event.getSource());
            }
        };
        physical.addConnectionEventListener(listener);
        connection.close();
        assertThat(closed).containsExactly(physical);
        connection = physical.getConnection();
        update(connection, "insert into item values (2, 1)");
        int process = ((PGConnection) connection).getBackendPID();
        database.executePlain("select pg_terminate_backend(" + process + ")");
        assertThatThrownBy(() -> update(connection, "insert into item values (3, 1)"))
                .isInstanceOf(SQLException.class);
        assertThat(broken).isNotEmpty().allMatch(source -> source == physical);
        physical.removeConnectionEventListener(listener);
        connection.close();
        assertThat(closed).hasSize(1);
    }
}
