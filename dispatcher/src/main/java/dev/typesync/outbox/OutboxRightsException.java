package dev.typesync.outbox;

/**
 * Thrown if typesync's objects are missing in the database, or if a role lacks rights on them. The message contains the
 * exact remedy.
 */
public final class OutboxRightsException extends Exception {
    private static final long serialVersionUID = 1L;

    OutboxRightsException(String message) {
        super(message);
    }

    OutboxRightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
