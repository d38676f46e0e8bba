package dev.typesync.parser.plan;

/** What an INSERT does with a row that is there already. */
public enum ConflictAction {
    NONE,
    NOTHING,
    UPDATE
}
