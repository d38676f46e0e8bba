package dev.typesync.jdbc;

import dev.typesync.config.ConfigurationException;
import dev.typesync.outbox.OutboxRightsException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The errors that typesync itself raises. All of them occur when a connection is opened. The SQLStates are
 * PostgreSQL's.
 */
final class DriverErrors {
    static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String CONFIG_FILE_ERROR = "F0000";
    private static final String INVALID_PARAMETER_VALUE = "22023";
    private static final String UNABLE_TO_ESTABLISH_CONNECTION = "08001";

    private DriverErrors() {}

    static SQLException configuration(ConfigurationException cause) {
        return new SQLException("typesync: " + cause.getMessage(), CONFIG_FILE_ERROR, cause);
    }

    static SQLException insufficientPrivilege(OutboxRightsException cause) {
        return new SQLException("typesync: " + cause.getMessage(), INSUFFICIENT_PRIVILEGE, cause);
    }

    static SQLException insufficientPrivilege(String message) {
        return new SQLException("typesync: " + message, INSUFFICIENT_PRIVILEGE);
    }

    static SQLException invalidOption(String message) {
        return invalidOption(message, null);
    }

    static SQLException invalidOption(String message, @Nullable Throwable cause) {
        return new SQLException("typesync: " + message, INVALID_PARAMETER_VALUE, cause);
    }

    static SQLException unableToConnect(String message) {
        return unableToConnect(message, null);
    }

    static SQLException unableToConnect(String message, @Nullable Throwable cause) {
        return new SQLException("typesync: " + message, UNABLE_TO_ESTABLISH_CONNECTION, cause);
    }
}
