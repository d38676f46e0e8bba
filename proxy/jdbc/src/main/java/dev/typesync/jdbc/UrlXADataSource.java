package dev.typesync.jdbc;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens pgjdbc's plain connections for a transaction manager with URL, user and password. Thread-safe once these are
 * set.
 */
final class UrlXADataSource implements XADataSource {
    private final UrlDataSource properties = new UrlDataSource();

    UrlDataSource properties() {
        return properties;
    }

    static XAConnection open(DriverUrl target) throws SQLException {
        try {
            return PgXaConnections.open(target.url(), target.properties());
        } catch (NoClassDefFoundError e) {
            throw DriverErrors.unableToConnect(
                    "org.postgresql.xa.PGXADataSource is not on the class path: add pgjdbc,"
                            + " or wrap another XADataSource with new TypesyncXADataSource(delegate)",
                    e);
        }
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return open(properties.target());
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return open(properties.target(user, password));
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return properties.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        properties.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) {
        properties.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return properties.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return properties.getParentLogger();
    }
}
