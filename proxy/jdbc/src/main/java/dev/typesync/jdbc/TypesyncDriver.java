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
 * The JDBC driver. It accepts {@code jdbc:typesync:<rest>}, connects with the driver that accepts {@code jdbc:<rest>},
 * and returns connections that record which rows they change.
 *
 * <p>Thread-safe. Loading the class only registers it. The first connection reads the configuration, and an error in
 * the configuration is the {@link SQLException} of that connection.
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

    /**
     * Loads this class, which registers the driver. An application whose data sources are wrapped names no driver, but a
     * server that stops it deregisters every driver of its class loader, and this closes the runtimes.
     */
    static void ensureRegistered() {
        // the static initializer does it
    }

    /** For frameworks that create an instance from the class name. */
    public TypesyncDriver() {}

    @Override
    public boolean acceptsURL(@Nullable String url) {
        return DriverUrl.accepts(url);
    }

    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info) throws SQLException {
        if (url == null || !DriverUrl.accepts(url)) {
            return null; // DriverManager tries every driver; null means: not this driver's URL
        }
        DriverUrl target = DriverUrl.parse(url, info);
        return new Connector(target.options()).connect(DatabaseLogin.of(target));
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) throws SQLException {
        if (!DriverUrl.accepts(url)) {
            return new DriverPropertyInfo[0];
        }
        DriverUrl target = DriverUrl.parse(url, info);
        DriverPropertyInfo[] delegates =
                DelegateDriver.find(target.url(), target.options()).getPropertyInfo(target.url(), target.properties());
        return target.options().describe(delegates);
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
        return false; // like pgjdbc
    }

    /** typesync logs with {@link System.Logger}, which forwards to this logger unless another backend is bound. */
    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return Logger.getLogger("dev.typesync");
    }
}
