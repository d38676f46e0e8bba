package dev.typesync.event;

/** What a committed statement did to a table. */
public enum Operation {
    INSERT,
    /** INSERT … ON CONFLICT DO UPDATE: each row was inserted or updated. */
    UPSERT,
    UPDATE,
    DELETE,
    MERGE,
    TRUNCATE,
    COPY,
    /** The driver knows that the table may have changed, not how. */
    UNKNOWN
}
