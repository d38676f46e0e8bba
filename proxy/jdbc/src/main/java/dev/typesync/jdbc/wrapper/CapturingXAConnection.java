package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.Capture;
import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.jdbc.execution.ConnectionCapture;
import dev.typesync.jdbc.execution.PgSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/**
 * A physical connection for a transaction manager. Its handles are captured and share one session, since a branch
 * outlives the handle that worked in it. Events have this connection as their source. As thread-safe as its delegate.
 * Closes the delegate.
 */
public final class CapturingXAConnection implements XAConnection {
    private final XAConnection delegate;
    private final PgSession pgSession;
    private final CaptureSession session;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final List<StatementEventListener> statementListeners = new CopyOnWriteArrayList<>();
    private final Events events = new Events();

    /** @param handle one of the delegate's connections: it shows the database session */
    public CapturingXAConnection(XAConnection delegate, Connection handle, Capture capture) throws SQLException {
        this.delegate = delegate;
        this.pgSession = PgSession.of(handle);
        this.session = capture.open(pgSession);
    }

    @Override
    public XAResource getXAResource() throws SQLException {
        return new CapturingXAResource(delegate.getXAResource(), session, PreparedXaBranches.OF_THIS_JVM);
    }

    /**
     * Outside of a branch, pgjdbc ends the transaction that an earlier handle has left open when it gives the next
     * handle. It usually commits it.
     */
    @Override
    public Connection getConnection() throws SQLException {
        State before = session.state();
        Connection handle = delegate.getConnection();
        if (before != State.IDLE && session.state() == State.IDLE) {
            session.ended(before == State.OPEN);
        }
        return new CapturingPgConnection(new ConnectionCapture(handle, pgSession, session));
    }

    @Override
    public void close() throws SQLException {
        delegate.close();
        session.ended(false);
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        if (listeners.isEmpty()) {
            delegate.removeConnectionEventListener(events);
            delegate.addConnectionEventListener(events);
        }
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void addStatementEventListener(StatementEventListener listener) {
        if (statementListeners.isEmpty()) {
            delegate.removeStatementEventListener(events);
            delegate.addStatementEventListener(events);
        }
        statementListeners.add(listener);
    }

    @Override
    public void removeStatementEventListener(StatementEventListener listener) {
        statementListeners.remove(listener);
    }

    @Override
    public String toString() {
        return delegate.toString();
    }

    /** Passes the delegate's events on with this connection as their source: a pool finds its entry by it. */
    private final class Events implements ConnectionEventListener, StatementEventListener {
        @Override
        public void connectionClosed(ConnectionEvent event) {
            ConnectionEvent copy = new ConnectionEvent(CapturingXAConnection.this, event.getSQLException());
            listeners.forEach(listener -> listener.connectionClosed(copy));
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            ConnectionEvent copy = new ConnectionEvent(CapturingXAConnection.this, event.getSQLException());
            listeners.forEach(listener -> listener.connectionErrorOccurred(copy));
        }

        @Override
        public void statementClosed(StatementEvent event) {
            StatementEvent copy =
                    new StatementEvent(CapturingXAConnection.this, event.getStatement(), event.getSQLException());
            statementListeners.forEach(listener -> listener.statementClosed(copy));
        }

        @Override
        public void statementErrorOccurred(StatementEvent event) {
            StatementEvent copy =
                    new StatementEvent(CapturingXAConnection.this, event.getStatement(), event.getSQLException());
            statementListeners.forEach(listener -> listener.statementErrorOccurred(copy));
        }
    }
}
