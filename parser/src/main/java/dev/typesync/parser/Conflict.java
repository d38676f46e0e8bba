package dev.typesync.parser;

/** What an INSERT does with a row that is there already. */
public enum Conflict {
    NONE,
    NOTHING,
    UPDATE
}
