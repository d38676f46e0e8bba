package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.Capture;
import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
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
import org.jspecify.annotations.NullUnmarked;

/**
 * A physical connection for a transaction manager, whose handles are captured: they share one session, since a branch
 * outlives the handle that worked in it. Its events come from itself. As thread-safe as its delegate. Null-unmarked, as
 * JDBC is.
 */
@NullUnmarked
public final class CapturingXAConnection implements XAConnection {
    private final XAConnection delegate;
    private final PgSession backend;
    private final CaptureSession session;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final List<StatementEventListener> statementListeners = new CopyOnWriteArrayList<>();
    private final Events events = new Events();

    /** @param handle one of the delegate's connections, to find what is behind it */
    public CapturingXAConnection(XAConnection delegate, Connection handle, Capture capture) throws SQLException {
        this.delegate = delegate;
        this.backend = PgSession.of(handle);
        this.session = capture.open(backend);
    }

    @Override
    public XAResource getXAResource() throws SQLException {
        return new CapturingXAResource(delegate.getXAResource(), session, PreparedXaBranches.OF_THIS_JVM);
    }

    /** Outside of a branch, what a handle before this one has left open is ended by it: usually committed. */
    @Override
    public Connection getConnection() throws SQLException {
        State before = session.state();
        Connection handle = delegate.getConnection();
        if (before != State.IDLE && session.state() == State.IDLE) {
            session.ended(before == State.OPEN);
        }
        return new CapturingPgConnection(handle, backend, session);
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

    /** The delegate's events, told as this connection's: a pool looks up its entry by their source. */
    private final class Events implements ConnectionEventListener, StatementEventListener {
        @Override
        public void connectionClosed(ConnectionEvent event) {
            ConnectionEvent own = new ConnectionEvent(CapturingXAConnection.this, event.getSQLException());
            listeners.forEach(listener -> listener.connectionClosed(own));
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            ConnectionEvent own = new ConnectionEvent(CapturingXAConnection.this, event.getSQLException());
            listeners.forEach(listener -> listener.connectionErrorOccurred(own));
        }

        @Override
        public void statementClosed(StatementEvent event) {
            StatementEvent own =
                    new StatementEvent(CapturingXAConnection.this, event.getStatement(), event.getSQLException());
            statementListeners.forEach(listener -> listener.statementClosed(own));
        }

        @Override
        public void statementErrorOccurred(StatementEvent event) {
            StatementEvent own =
                    new StatementEvent(CapturingXAConnection.this, event.getStatement(), event.getSQLException());
            statementListeners.forEach(listener -> listener.statementErrorOccurred(own));
        }
    }
}
