package dev.typesync.jdbc;

import dev.typesync.jdbc.delegate.DelegatingXADataSource;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections for a transaction manager that record which rows they change. What a branch records is part of the branch:
 * prepared, committed, rolled back and recovered with it.
 *
 * <p>Either of its own, by {@code url}, {@code user} and {@code password}, on {@code org.postgresql.xa.PGXADataSource}, or
 * around another one. Around another one, typesync's own connections (up to 3, and kept) come from that too, unless the
 * configuration has {@code database: {url: …}}.
 *
 * <p>Thread-safe once its properties are set.
 */
public final class TypesyncXADataSource extends DelegatingXADataSource {
    private final @Nullable UrlXADataSource own;

    /** One of its own; {@link #setUrl} must follow. */
    public TypesyncXADataSource() {
        this(new UrlXADataSource());
    }

    /** Around another one, whose connections it hands out; configured by the usual places. */
    public TypesyncXADataSource(XADataSource delegate) {
        super(delegate);
        this.own = delegate instanceof UrlXADataSource url ? url : null;
    }

    /** A JDBC URL, with typesync's prefix or without. */
    public void setUrl(String url) {
        own().properties().setUrl(url);
    }

    public @Nullable String getUrl() {
        return own().properties().getUrl();
    }

    public void setUser(@Nullable String user) {
        own().properties().setUser(user);
    }

    public @Nullable String getUser() {
        return own().properties().getUser();
    }

    public void setPassword(@Nullable String password) {
        own().properties().setPassword(password);
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        if (own != null) {
            return connect(own.properties().target());
        }
        return new Connector(DriverOptions.NONE).connectXa(delegate::getXAConnection);
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        if (own != null) {
            return connect(own.properties().target(user, password));
        }
        return new Connector(DriverOptions.NONE).connectXa(() -> delegate.getXAConnection(user, password));
    }

    private static XAConnection connect(DriverUrl target) throws SQLException {
        return new Connector(target.options()).connectXa(() -> UrlXADataSource.open(target), target.login());
    }

    @Override
    public XAConnectionBuilder createXAConnectionBuilder() throws SQLException {
        return new CapturingXAConnectionBuilder(delegate.createXAConnectionBuilder());
    }

    private UrlXADataSource own() {
        if (own == null) {
            throw new IllegalStateException("this TypesyncXADataSource is around another XADataSource,"
                    + " which has url, user and password of its own");
        }
        return own;
    }
}
