package dev.typesync.capture;

/** What can be done to one row by something that no text shows. */
public enum RowChange {
    INSERT,
    UPDATE,
    DELETE
}
