package dev.typesync.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver: accepts {@code jdbc:typesync:<rest>}, connects by the driver that accepts {@code jdbc:<rest>}, and
 * hands out connections that record which rows they change.
 *
 * <p>Thread-safe. Loading the class only registers it; the configuration is read at the first connection, and errors in
 * it are that connection's {@link SQLException}.
 */
public final class TypesyncDriver implements Driver {
    private static final int MAJOR_VERSION = 0;
    private static final int MINOR_VERSION = 1;

    static {
        try {
            DriverManager.registerDriver(new TypesyncDriver(), TypesyncRuntime::closeAll);
        } catch (SQLException e) {
            // An error here would hide every driver registered after this one from DriverManager.
            DriverManager.println("typesync could not be registered: " + e);
        }
    }

    /** For frameworks that make an instance from the class name. */
    public TypesyncDriver() {}

    @Override
    public boolean acceptsURL(@Nullable String url) {
        return DriverUrl.accepts(url);
    }

    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info) throws SQLException {
        if (url == null || !DriverUrl.accepts(url)) {
            return null; // DriverManager asks every driver; null means: not mine
        }
        DriverUrl target = DriverUrl.parse(url, info);
        return new Connector(target.options()).connect(target.login());
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) throws SQLException {
        if (!DriverUrl.accepts(url)) {
            return new DriverPropertyInfo[0];
        }
        DriverUrl target = DriverUrl.parse(url, info);
        DriverPropertyInfo[] delegates = target.login().driver().getPropertyInfo(target.url(), target.properties());
        return target.options().describedBefore(delegates);
    }

    @Override
    public int getMajorVersion() {
        return MAJOR_VERSION;
    }

    @Override
    public int getMinorVersion() {
        return MINOR_VERSION;
    }

    @Override
    public boolean jdbcCompliant() {
        return false; // as pgjdbc
    }

    /** typesync logs by {@link System.Logger}, which forwards to this logger where nothing else is bound. */
    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return Logger.getLogger("dev.typesync");
    }
}
