package dev.typesync.capture.decision;

/** A change of one row that no text shows. */
public enum RowOperation {
    INSERT,
    UPDATE,
    DELETE
}
