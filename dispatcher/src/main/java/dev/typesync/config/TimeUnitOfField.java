package dev.typesync.config;

/** In what a date or timestamp is counted since 1970-01-01T00:00:00Z. */
public enum TimeUnitOfField {
    S,
    MS,
    US
}
