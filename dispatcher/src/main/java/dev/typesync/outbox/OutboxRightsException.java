package dev.typesync.outbox;

/** The objects in the database are missing, or a role lacks rights on them; the message holds the exact remedy. */
public final class OutboxRightsException extends Exception {
    private static final long serialVersionUID = 1L;

    OutboxRightsException(String message) {
        super(message);
    }

    OutboxRightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
