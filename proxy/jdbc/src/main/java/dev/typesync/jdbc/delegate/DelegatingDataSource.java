package dev.typesync.jdbc.delegate;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;

/**
 * Passes every method of {@link DataSource} to the delegate, the interface's default methods included. Subclasses
 * override what they change. It has no logic of its own, so it is exactly as thread-safe as its delegate.
 * Null-unmarked, as JDBC is.
 */
@NullUnmarked
public class DelegatingDataSource implements DataSource {
    protected final DataSource delegate;

    protected DelegatingDataSource(DataSource delegate) { this.delegate = delegate; }

    @Override public <T> T unwrap(Class<T> iface) throws SQLException { return Unwrapping.unwrap(this, delegate, iface); }
    @Override public boolean isWrapperFor(Class<?> iface) throws SQLException { return Unwrapping.isWrapperFor(this, delegate, iface); }
    @Override public String toString() { return delegate.toString(); }

    @Override public PrintWriter getLogWriter() throws SQLException { return delegate.getLogWriter(); }
    @Override public void setLogWriter(PrintWriter out) throws SQLException { delegate.setLogWriter(out); }
    @Override public void setLoginTimeout(int seconds) throws SQLException { delegate.setLoginTimeout(seconds); }
    @Override public int getLoginTimeout() throws SQLException { return delegate.getLoginTimeout(); }
    @Override public Logger getParentLogger() throws SQLFeatureNotSupportedException { return delegate.getParentLogger(); }
    @Override public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException { return delegate.createShardingKeyBuilder(); }
    @Override public Connection getConnection() throws SQLException { return delegate.getConnection(); }
    @Override public Connection getConnection(String username, String password) throws SQLException { return delegate.getConnection(username, password); }
    @Override public ConnectionBuilder createConnectionBuilder() throws SQLException { return delegate.createConnectionBuilder(); }
}
