package dev.typesync.document;

/** Thrown for a value that its field cannot hold. */
final class UnfitValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnfitValueException(String reason) {
        super(reason, null, false, false); // no stack trace, because many rows can have such values
        this.reason = reason;
    }

    /** The limit that the value exceeds; never the value. */
    String reason() {
        return reason;
    }
}
