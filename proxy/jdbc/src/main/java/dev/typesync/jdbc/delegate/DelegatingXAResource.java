package dev.typesync.jdbc.delegate;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.NullUnmarked;

/**
 * Passes every method of {@link XAResource} to the delegate. Subclasses override what they change. It has no logic of
 * its own, so it is exactly as thread-safe as its delegate. Null-unmarked, as JTA is.
 */
@NullUnmarked
public class DelegatingXAResource implements XAResource {
    protected final XAResource delegate;

    protected DelegatingXAResource(XAResource delegate) { this.delegate = delegate; }

    public final XAResource delegate() { return delegate; }

    @Override public String toString() { return delegate.toString(); }

    @Override public void start(Xid xid, int flags) throws XAException { delegate.start(xid, flags); }
    @Override public void end(Xid xid, int flags) throws XAException { delegate.end(xid, flags); }
    @Override public int prepare(Xid xid) throws XAException { return delegate.prepare(xid); }
    @Override public void commit(Xid xid, boolean onePhase) throws XAException { delegate.commit(xid, onePhase); }
    @Override public void rollback(Xid xid) throws XAException { delegate.rollback(xid); }
    @Override public void forget(Xid xid) throws XAException { delegate.forget(xid); }
    @Override public Xid[] recover(int flag) throws XAException { return delegate.recover(flag); }
    @Override public boolean isSameRM(XAResource other) throws XAException { return delegate.isSameRM(other); }
    @Override public int getTransactionTimeout() throws XAException { return delegate.getTransactionTimeout(); }
    @Override public boolean setTransactionTimeout(int seconds) throws XAException { return delegate.setTransactionTimeout(seconds); }
}
