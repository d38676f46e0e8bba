package dev.typesync.jdbc;

import dev.typesync.jdbc.delegate.DelegatingXADataSource;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * An {@link XADataSource} whose connections record which rows they change. What a branch records is part of the branch:
 * it is prepared, committed, rolled back and recovered with it.
 *
 * <p>It either opens connections of {@code org.postgresql.xa.PGXADataSource}, with {@code url}, {@code user} and
 * {@code password}, or wraps another XADataSource. In that case, typesync takes its connections from there, too. It
 * takes up to 3 and keeps them, unless the configuration has {@code database: {url: …}}.
 *
 * <p>Thread-safe once its properties are set.
 */
public final class TypesyncXADataSource extends DelegatingXADataSource {
    private final @Nullable UrlXADataSource urlDataSource; // null: it wraps one of the application

    /** Creates a data source that opens connections itself. {@link #setUrl} must be called before its first use. */
    public TypesyncXADataSource() {
        this(new UrlXADataSource());
    }

    /** Wraps another XADataSource. The configuration is searched in the default places. */
    public TypesyncXADataSource(XADataSource delegate) {
        super(delegate);
        this.urlDataSource = delegate instanceof UrlXADataSource url ? url : null;
    }

    /** Sets the JDBC URL, with or without typesync's prefix. */
    public void setUrl(String url) {
        requireUrlDataSource().properties().setUrl(url);
    }

    public @Nullable String getUrl() {
        return requireUrlDataSource().properties().getUrl();
    }

    public void setUser(@Nullable String user) {
        requireUrlDataSource().properties().setUser(user);
    }

    public @Nullable String getUser() {
        return requireUrlDataSource().properties().getUser();
    }

    public void setPassword(@Nullable String password) {
        requireUrlDataSource().properties().setPassword(password);
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        if (urlDataSource != null) {
            return connect(urlDataSource.properties().target());
        }
        return new Connector(DriverOptions.NONE).connectXa(delegate::getXAConnection);
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        if (urlDataSource != null) {
            return connect(urlDataSource.properties().target(user, password));
        }
        return new Connector(DriverOptions.NONE).connectXa(() -> delegate.getXAConnection(user, password));
    }

    private static XAConnection connect(DriverUrl target) throws SQLException {
        return new Connector(target.options()).connectXa(() -> UrlXADataSource.open(target), DatabaseLogin.of(target));
    }

    @Override
    public XAConnectionBuilder createXAConnectionBuilder() throws SQLException {
        return new CapturingXAConnectionBuilder(delegate.createXAConnectionBuilder());
    }

    private UrlXADataSource requireUrlDataSource() {
        if (urlDataSource == null) {
            throw new IllegalStateException(
                    "this TypesyncXADataSource wraps another XADataSource: set url, user and password there");
        }
        return urlDataSource;
    }
}
