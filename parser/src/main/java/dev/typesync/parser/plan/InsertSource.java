package dev.typesync.parser.plan;

/** Where the rows of an INSERT come from. */
public enum InsertSource {
    VALUES,
    QUERY,
    DEFAULT_VALUES
}
