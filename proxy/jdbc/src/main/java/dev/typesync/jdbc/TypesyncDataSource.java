package dev.typesync.jdbc;

import dev.typesync.jdbc.delegate.DelegatingDataSource;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections that record which rows they change, for programs that configure a {@link DataSource}.
 *
 * <p>Either of its own, by {@code url}, {@code user} and {@code password}, one new connection each time; or around
 * another one, a pool say, whose connections it hands out. Around a pool, typesync's own connections come from the pool
 * too (up to 3, and kept), unless the configuration has {@code database: {url: …}}.
 *
 * <p>Thread-safe once its properties are set.
 */
public final class TypesyncDataSource extends DelegatingDataSource {
    private final @Nullable UrlDataSource own;

    /** One of its own; {@link #setUrl} must follow. */
    public TypesyncDataSource() {
        this(new UrlDataSource());
    }

    /** Around another one, whose connections it hands out; configured by the usual places. */
    public TypesyncDataSource(DataSource delegate) {
        super(delegate);
        this.own = delegate instanceof UrlDataSource url ? url : null;
    }

    /** A JDBC URL, with typesync's prefix or without. */
    public void setUrl(String url) {
        own().setUrl(url);
    }

    public @Nullable String getUrl() {
        return own().getUrl();
    }

    public void setUser(@Nullable String user) {
        own().setUser(user);
    }

    public @Nullable String getUser() {
        return own().getUser();
    }

    public void setPassword(@Nullable String password) {
        own().setPassword(password);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (own != null) {
            DriverUrl target = own.target();
            return new Connector(target.options()).connect(target.login());
        }
        return new Connector(DriverOptions.NONE).connect(delegate::getConnection);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        if (own != null) {
            DriverUrl target = own.target(username, password);
            return new Connector(target.options()).connect(target.login());
        }
        return new Connector(DriverOptions.NONE).connect(() -> delegate.getConnection(username, password));
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        return new CapturingConnectionBuilder(delegate.createConnectionBuilder());
    }

    /**
     * Returns when every change committed so far is acknowledged by Typesense: for tests of the application. Returns at
     * once where typesync is off.
     *
     * @throws TimeoutException if that takes longer
     * @throws IllegalStateException if another process replicates, or the database cannot be reached
     */
    public void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        TypesyncRuntime runtime;
        try (Connection connection = getConnection()) {
            DriverOptions options =
                    own == null ? DriverOptions.NONE : own.target().options();
            runtime = new Connector(options).runtimeOf(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be asked what is delivered: " + e.getMessage(), e);
        }
        if (runtime != null) {
            runtime.awaitDelivered(timeout);
        }
    }

    private UrlDataSource own() {
        if (own == null) {
            throw new IllegalStateException("this TypesyncDataSource is around another DataSource,"
                    + " which has url, user and password of its own");
        }
        return own;
    }
}
