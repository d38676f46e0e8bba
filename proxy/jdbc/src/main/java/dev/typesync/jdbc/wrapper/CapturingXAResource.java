package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.jdbc.delegate.DelegatingXAResource;
import dev.typesync.jdbc.execution.Doubt;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.NullUnmarked;

/**
 * A resource whose branches are followed. What a branch puts into the outbox is part of it and needs nothing here; but
 * who waits for its commit is told by whichever connection commits it. As thread-safe as its delegate. Null-unmarked, as
 * JTA is.
 */
@NullUnmarked
final class CapturingXAResource extends DelegatingXAResource {
    private final CaptureSession session;
    private final PreparedXaBranches branches;

    CapturingXAResource(XAResource delegate, CaptureSession session, PreparedXaBranches branches) {
        super(delegate);
        this.session = session;
        this.branches = branches;
    }

    /** A failed transaction is rolled back instead of prepared, which the server reports without an error. */
    @Override
    public int prepare(Xid xid) throws XAException {
        State before = session.state();
        int vote;
        try {
            vote = delegate.prepare(xid);
        } catch (XAException e) {
            endedIfOver(before);
            throw e;
        }
        if (before == State.OPEN) {
            branches.prepared(xid, session.prepared());
        } else {
            session.ended(false);
        }
        return vote;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        if (onePhase) {
            commitInOnePhase(xid);
            return;
        }
        try {
            delegate.commit(xid, false);
        } catch (XAException e) {
            if (isGone(e)) { // somebody else has ended it, perhaps by a commit
                committed(xid);
            }
            throw e;
        }
        committed(xid);
    }

    /** Of a branch that it has prepared itself, pgjdbc reports a mere error. */
    private static boolean isGone(XAException e) {
        return e.errorCode == XAException.XAER_NOTA
                || (e.getCause() instanceof SQLException cause && "42704".equals(cause.getSQLState()));
    }

    private void committed(Xid xid) {
        if (!branches.committed(xid)) {
            session.memory().markAllTables();
        }
    }

    private void commitInOnePhase(Xid xid) throws XAException {
        State before = session.state();
        boolean done = false;
        try {
            delegate.commit(xid, true);
            done = true;
        } catch (XAException e) {
            done = e.getCause() instanceof SQLException reason && Doubt.isLeftBy(reason);
            throw e;
        } finally {
            if (before != State.IDLE && (done || session.state() == State.IDLE)) {
                session.ended(done && before == State.OPEN);
            }
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        State before = session.state();
        delegate.rollback(xid);
        branches.rolledBack(xid);
        endedIfOver(before);
    }

    private void endedIfOver(State before) {
        if (before != State.IDLE && session.state() == State.IDLE) {
            session.ended(false);
        }
    }

    @Override
    public void forget(Xid xid) throws XAException {
        delegate.forget(xid);
        branches.rolledBack(xid);
    }

    /** The resource knows itself only by its own objects. */
    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return delegate.isSameRM(other instanceof DelegatingXAResource wrapped ? wrapped.delegate() : other);
    }
}
