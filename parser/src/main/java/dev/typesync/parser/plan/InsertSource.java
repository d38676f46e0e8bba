package dev.typesync.parser.plan;

/** Where an INSERT takes its rows from. */
public enum InsertSource {
    VALUES,
    QUERY,
    DEFAULT_VALUES
}
