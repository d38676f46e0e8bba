package dev.typesync.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The ways to turn typesync off without touching the configuration; any one of them is enough. */
final class OffSwitch {
    static final String VARIABLE = "TYPESYNC_ENABLED";

    private OffSwitch() {}

    static boolean isOff(DriverOptions options) throws SQLException {
        return !options.enabled() || saysOff(System.getenv(VARIABLE)) || saysOff(System.getProperty(VARIABLE));
    }

    private static boolean saysOff(@Nullable String value) throws SQLException {
        return value != null && !value.isBlank() && !DriverOptions.flag(VARIABLE, value.strip());
    }
}
