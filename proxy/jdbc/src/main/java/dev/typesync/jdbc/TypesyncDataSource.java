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
 * A {@link DataSource} whose connections record which rows they change.
 *
 * <p>It either opens a new connection each time, with {@code url}, {@code user} and {@code password}, or wraps another
 * data source, such as a pool. If it wraps a pool, typesync takes its connections from the pool, too. It takes up to 3
 * and keeps them, unless the configuration has {@code database: {url: …}}.
 *
 * <p>Thread-safe once its properties are set.
 */
public final class TypesyncDataSource extends DelegatingDataSource {
    private final @Nullable UrlDataSource urlDataSource; // null: it wraps a data source of the application

    /** Creates a data source that opens connections itself. {@link #setUrl} must be called before its first use. */
    public TypesyncDataSource() {
        this(new UrlDataSource());
    }

    /** Wraps another data source. The configuration is searched in the default places. */
    public TypesyncDataSource(DataSource delegate) {
        super(delegate);
        this.urlDataSource = delegate instanceof UrlDataSource url ? url : null;
    }

    /** Sets the JDBC URL, with or without typesync's prefix. */
    public void setUrl(String url) {
        requireUrlDataSource().setUrl(url);
    }

    public @Nullable String getUrl() {
        return requireUrlDataSource().getUrl();
    }

    public void setUser(@Nullable String user) {
        requireUrlDataSource().setUser(user);
    }

    public @Nullable String getUser() {
        return requireUrlDataSource().getUser();
    }

    public void setPassword(@Nullable String password) {
        requireUrlDataSource().setPassword(password);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (urlDataSource != null) {
            DriverUrl target = urlDataSource.target();
            return new Connector(target.options()).connect(DatabaseLogin.of(target));
        }
        return new Connector(DriverOptions.NONE).connect(delegate::getConnection);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        if (urlDataSource != null) {
            DriverUrl target = urlDataSource.target(username, password);
            return new Connector(target.options()).connect(DatabaseLogin.of(target));
        }
        return new Connector(DriverOptions.NONE).connect(() -> delegate.getConnection(username, password));
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        return new CapturingConnectionBuilder(delegate.createConnectionBuilder());
    }

    /**
     * Waits until Typesense has acknowledged every change that is committed now. Meant for tests of the application.
     * Returns immediately where typesync is off.
     *
     * @throws TimeoutException if it takes longer
     * @throws IllegalStateException if another process replicates, or the database cannot be reached
     */
    public void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        TypesyncRuntime runtime;
        try (Connection connection = getConnection()) {
            DriverOptions options = urlDataSource == null
                    ? DriverOptions.NONE
                    : urlDataSource.target().options();
            runtime = new Connector(options).runtimeOf(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the database cannot be reached to find out what is delivered: " + e.getMessage(), e);
        }
        if (runtime != null) {
            runtime.awaitDelivered(timeout);
        }
    }

    private UrlDataSource requireUrlDataSource() {
        if (urlDataSource == null) {
            throw new IllegalStateException(
                    "this TypesyncDataSource wraps another DataSource: set url, user and password there");
        }
        return urlDataSource;
    }
}
