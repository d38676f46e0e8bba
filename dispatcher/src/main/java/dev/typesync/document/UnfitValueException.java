package dev.typesync.document;

/** A value that its field cannot hold. */
final class UnfitValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnfitValueException(String reason) {
        super(reason, null, false, false); // many rows can be unfit: no stack trace
        this.reason = reason;
    }

    /** What the limit is; never the value. */
    String reason() {
        return reason;
    }
}
