package dev.typesync.jdbc;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the driver that typesync passes calls to. It is the driver that {@code typesync.driver} names, else a
 * registered driver, else a driver that only the context class loader sees. The last case occurs if typesync is
 * installed in an application server and the database's driver is part of the application.
 */
final class DelegateDriver {
    private DelegateDriver() {}

    static Driver find(String url, DriverOptions options) throws SQLException {
        String className = options.driver();
        if (className != null) {
            return requireAccepting(load(className), url);
        }
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (isDelegate(driver, url)) {
                return driver;
            }
        }
        Driver driver = findByContextClassLoader(url);
        if (driver == null) {
            throw DriverErrors.unableToConnect("no JDBC driver accepts " + DriverUrl.withoutParameters(url)
                    + ": check the URL and that the database's driver is on the class path; " + DriverOptions.DRIVER
                    + " can name its class");
        }
        return driver;
    }

    /** typesync is never its own delegate, so no driver may accept a URL that still has typesync's prefix. */
    private static boolean isDelegate(Driver driver, String url) {
        try {
            return !DriverUrl.accepts(url) && driver.acceptsURL(url);
        } catch (SQLException e) {
            return false; // DriverManager skips a driver that fails here, too
        }
    }

    private static Driver requireAccepting(Driver driver, String url) throws SQLException {
        if (!isDelegate(driver, url)) {
            throw DriverErrors.unableToConnect(DriverOptions.DRIVER + "="
                    + driver.getClass().getName() + " does not accept " + DriverUrl.withoutParameters(url));
        }
        return driver;
    }

    private static Driver load(String className) throws SQLException {
        try {
            return loadClass(className)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw DriverErrors.invalidOption(
                    DriverOptions.DRIVER + "=" + className + " is not a usable JDBC driver", e);
        }
    }

    private static Class<?> loadClass(String className) throws ClassNotFoundException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            try {
                return Class.forName(className, true, context);
            } catch (ClassNotFoundException e) {
                // the class loader of this class may find it
            }
        }
        return Class.forName(className);
    }

    private static @Nullable Driver findByContextClassLoader(String url) {
        Iterator<Driver> drivers = ServiceLoader.load(Driver.class).iterator();
        while (true) {
            try {
                if (!drivers.hasNext()) {
                    return null;
                }
                Driver driver = drivers.next();
                if (isDelegate(driver, url)) {
                    return driver;
                }
            } catch (ServiceConfigurationError e) {
                // a broken entry of one driver does not concern the others
            }
        }
    }
}
