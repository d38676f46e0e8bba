package dev.typesync.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** Refuses versions of pgjdbc that typesync was not tested with, and that lack what it needs. */
final class PgjdbcVersion {
    private static final String PGJDBC = "PostgreSQL JDBC Driver";
    private static final int OLDEST_MAJOR = 42;
    private static final int OLDEST_MINOR = 6;

    private PgjdbcVersion() {}

    /** @throws SQLException if the connection is one of a pgjdbc that is too old */
    static void require(Connection connection) throws SQLException {
        DatabaseMetaData driver = connection.getMetaData();
        if (PGJDBC.equals(driver.getDriverName())
                && isTooOld(driver.getDriverMajorVersion(), driver.getDriverMinorVersion())) {
            throw DriverErrors.unableToConnect("pgjdbc " + driver.getDriverVersion() + " is too old: the oldest version"
                    + " that typesync works with is " + OLDEST_MAJOR + "." + OLDEST_MINOR + ".0; use a newer version of"
                    + " org.postgresql:postgresql");
        }
    }

    private static boolean isTooOld(int major, int minor) {
        return major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR);
    }
}
