package dev.typesync.jdbc;

import dev.typesync.config.ConfigurationException;
import dev.typesync.jdbc.refusal.Refusal;
import dev.typesync.outbox.OutboxRightsException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The errors that typesync itself raises. All of them occur when a connection is opened. The SQLStates are
 * PostgreSQL's.
 */
final class DriverErrors {
    static final String INSUFFICIENT_PRIVILEGE = Refusal.INSUFFICIENT_PRIVILEGE;

    private DriverErrors() {}

    static SQLException configuration(ConfigurationException cause) {
        return Refusal.exception(String.valueOf(cause.getMessage()), Refusal.CONFIG_FILE_ERROR, cause);
    }

    static SQLException insufficientPrivilege(OutboxRightsException cause) {
        return Refusal.exception(String.valueOf(cause.getMessage()), INSUFFICIENT_PRIVILEGE, cause);
    }

    static SQLException insufficientPrivilege(String message) {
        return Refusal.exception(message, INSUFFICIENT_PRIVILEGE, null);
    }

    static SQLException invalidOption(String message) {
        return invalidOption(message, null);
    }

    static SQLException invalidOption(String message, @Nullable Throwable cause) {
        return Refusal.exception(message, Refusal.INVALID_PARAMETER_VALUE, cause);
    }

    static SQLException unableToConnect(String message) {
        return unableToConnect(message, null);
    }

    static SQLException unableToConnect(String message, @Nullable Throwable cause) {
        return Refusal.exception(message, Refusal.UNABLE_TO_ESTABLISH_CONNECTION, cause);
    }
}
