package dev.typesync.config;

/** The unit in which a date or timestamp is counted since 1970-01-01T00:00:00Z. */
public enum EpochUnit {
    S,
    MS,
    US
}
