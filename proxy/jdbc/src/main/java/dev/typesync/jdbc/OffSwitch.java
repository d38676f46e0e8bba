package dev.typesync.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns typesync off without a change of the configuration: by an option, an environment variable or a system property.
 * Each of them is enough.
 */
final class OffSwitch {
    static final String VARIABLE = "TYPESYNC_ENABLED";

    private OffSwitch() {}

    static boolean isOff(DriverOptions options) throws SQLException {
        return !options.enabled() || isFalse(System.getenv(VARIABLE)) || isFalse(System.getProperty(VARIABLE));
    }

    private static boolean isFalse(@Nullable String value) throws SQLException {
        return value != null && !value.isBlank() && !DriverOptions.flag(VARIABLE, value.strip());
    }
}
