package dev.typesync.parser.plan;

/** What an INSERT does if the row already exists. */
public enum ConflictAction {
    NONE,
    NOTHING,
    UPDATE
}
