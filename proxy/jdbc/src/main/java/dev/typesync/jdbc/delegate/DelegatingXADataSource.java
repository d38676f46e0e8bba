package dev.typesync.jdbc.delegate;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;
import org.jspecify.annotations.NullUnmarked;

/**
 * Passes every method of {@link XADataSource} to the delegate, the interface's default methods included. Subclasses
 * override what they change. It has no logic of its own, so it is exactly as thread-safe as its delegate.
 * Null-unmarked, as JDBC is.
 */
@NullUnmarked
public class DelegatingXADataSource implements XADataSource {
    protected final XADataSource delegate;

    protected DelegatingXADataSource(XADataSource delegate) { this.delegate = delegate; }

    @Override public String toString() { return delegate.toString(); }

    @Override public PrintWriter getLogWriter() throws SQLException { return delegate.getLogWriter(); }
    @Override public void setLogWriter(PrintWriter out) throws SQLException { delegate.setLogWriter(out); }
    @Override public void setLoginTimeout(int seconds) throws SQLException { delegate.setLoginTimeout(seconds); }
    @Override public int getLoginTimeout() throws SQLException { return delegate.getLoginTimeout(); }
    @Override public Logger getParentLogger() throws SQLFeatureNotSupportedException { return delegate.getParentLogger(); }
    @Override public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException { return delegate.createShardingKeyBuilder(); }
    @Override public XAConnection getXAConnection() throws SQLException { return delegate.getXAConnection(); }
    @Override public XAConnection getXAConnection(String user, String password) throws SQLException { return delegate.getXAConnection(user, password); }
    @Override public XAConnectionBuilder createXAConnectionBuilder() throws SQLException { return delegate.createXAConnectionBuilder(); }
}
