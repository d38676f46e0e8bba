package dev.typesync.jdbc;

import dev.typesync.config.ConfigurationException;
import dev.typesync.outbox.OutboxRightsException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The errors that typesync itself raises, all of them at the connection. SQLStates are PostgreSQL's: F0000
 * config_file_error, 22023 invalid_parameter_value, 42501 insufficient_privilege, 08001
 * sqlclient_unable_to_establish_sqlconnection.
 */
final class DriverErrors {
    static final String CONFIGURATION = "F0000";
    static final String INVALID_OPTION = "22023";
    static final String RIGHTS = "42501";
    static final String UNABLE_TO_CONNECT = "08001";

    private DriverErrors() {}

    static SQLException configuration(ConfigurationException cause) {
        return new SQLException("typesync: " + cause.getMessage(), CONFIGURATION, cause);
    }

    static SQLException rights(OutboxRightsException cause) {
        return new SQLException("typesync: " + cause.getMessage(), RIGHTS, cause);
    }

    static SQLException rights(String message) {
        return new SQLException("typesync: " + message, RIGHTS);
    }

    static SQLException invalidOption(String message) {
        return invalidOption(message, null);
    }

    static SQLException invalidOption(String message, @Nullable Throwable cause) {
        return new SQLException("typesync: " + message, INVALID_OPTION, cause);
    }

    static SQLException unableToConnect(String message) {
        return unableToConnect(message, null);
    }

    static SQLException unableToConnect(String message, @Nullable Throwable cause) {
        return new SQLException("typesync: " + message, UNABLE_TO_CONNECT, cause);
    }
}
