package dev.typesync.event;

/** The operation of a committed statement on a table. */
public enum Operation {
    INSERT,
    /** INSERT … ON CONFLICT DO UPDATE: each row was inserted or updated. */
    UPSERT,
    UPDATE,
    DELETE,
    MERGE,
    TRUNCATE,
    COPY,
    /** The table may have changed; the driver does not know how. */
    UNKNOWN
}
