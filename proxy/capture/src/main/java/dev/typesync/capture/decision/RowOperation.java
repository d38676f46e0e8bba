package dev.typesync.capture.decision;

/** What can be done to one row by something that no text shows. */
public enum RowOperation {
    INSERT,
    UPDATE,
    DELETE
}
