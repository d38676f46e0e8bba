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
 * Finds the driver that typesync stands in front of: the one named by {@code typesync.driver}; else a registered one;
 * else one that only the context class loader sees, as where typesync lies beside an application server and the
 * database's driver in the application.
 */
final class DelegateDriver {
    private DelegateDriver() {}

    static Driver find(String url, DriverOptions options) throws SQLException {
        String named = options.driver();
        if (named != null) {
            return accepting(load(named), url);
        }
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (isDelegate(driver, url)) {
                return driver;
            }
        }
        Driver seen = seenByContextClassLoader(url);
        if (seen == null) {
            throw DriverErrors.unableToConnect("no JDBC driver accepts " + DriverUrl.withoutParameters(url)
                    + ": check the URL and that the database's driver is on the class path; " + DriverOptions.DRIVER
                    + " can name its class");
        }
        return seen;
    }

    private static boolean isDelegate(Driver driver, String url) {
        try {
            return !(driver instanceof TypesyncDriver) && driver.acceptsURL(url);
        } catch (SQLException e) {
            return false; // a driver that cannot tell does not accept it, as DriverManager sees it too
        }
    }

    private static Driver accepting(Driver driver, String url) throws SQLException {
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
            throw DriverErrors.invalidOption(DriverOptions.DRIVER + "=" + className + " is no usable JDBC driver", e);
        }
    }

    private static Class<?> loadClass(String className) throws ClassNotFoundException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            try {
                return Class.forName(className, true, context);
            } catch (ClassNotFoundException e) {
                // the loader of this class may know it
            }
        }
        return Class.forName(className);
    }

    private static @Nullable Driver seenByContextClassLoader(String url) {
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
                // another driver's broken entry says nothing about ours
            }
        }
    }
}
