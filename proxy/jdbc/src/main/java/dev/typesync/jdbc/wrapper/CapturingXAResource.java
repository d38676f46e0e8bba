package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.jdbc.delegate.DelegatingXAResource;
import dev.typesync.jdbc.execution.SqlErrors;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A resource that follows the transaction branches. The outbox rows of a branch are part of the branch, so nothing is
 * done for them here. Threads that wait for its commit are signalled by the connection that commits it. As
 * thread-safe as its delegate.
 */
final class CapturingXAResource extends DelegatingXAResource {
    private final CaptureSession session;
    private final PreparedXaBranches branches;

    CapturingXAResource(XAResource delegate, CaptureSession session, PreparedXaBranches branches) {
        super(delegate);
        this.session = session;
        this.branches = branches;
    }

    /** The server rolls a failed transaction back instead of preparing it, without an error. */
    @Override
    public int prepare(Xid xid) throws XAException {
        State before = session.state();
        int vote;
        try {
            vote = delegate.prepare(xid);
        } catch (XAException e) {
            endIfOver(before);
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
            if (isGone(e)) { // another connection has ended it, perhaps by a commit
                committed(xid);
            }
            throw e;
        }
        committed(xid);
    }

    /** If pgjdbc has prepared the branch itself, it reports a general error, whose cause has the SQLState. */
    private static boolean isGone(XAException e) {
        return e.errorCode == XAException.XAER_NOTA
                || (e.getCause() instanceof SQLException cause && SqlErrors.isUndefinedObject(cause));
    }

    private void committed(Xid xid) {
        if (!branches.committed(xid)) {
            session.memory().markAllTables();
        }
    }

    private void commitInOnePhase(Xid xid) throws XAException {
        State before = session.state();
        boolean committed = false;
        try {
            delegate.commit(xid, true);
            committed = true;
        } catch (XAException e) {
            committed = e.getCause() instanceof SQLException reason && SqlErrors.mayHaveCommitted(reason);
            throw e;
        } finally {
            if (before != State.IDLE && (committed || session.state() == State.IDLE)) {
                session.ended(committed && before == State.OPEN);
            }
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        State before = session.state();
        delegate.rollback(xid);
        branches.rolledBack(xid);
        endIfOver(before);
    }

    private void endIfOver(State before) {
        if (before != State.IDLE && session.state() == State.IDLE) {
            session.ended(false);
        }
    }

    @Override
    public void forget(Xid xid) throws XAException {
        delegate.forget(xid);
        branches.rolledBack(xid);
    }

    /** The delegate recognizes only its own objects. */
    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return delegate.isSameRM(other instanceof DelegatingXAResource wrapped ? wrapped.delegate() : other);
    }
}
