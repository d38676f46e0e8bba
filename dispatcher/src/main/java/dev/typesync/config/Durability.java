package dev.typesync.config;

/** Where a committed change waits until Typesense has acknowledged it. */
public enum Durability {
    /** In a table of the same database, written by the transaction of the change. It survives a crash at any point. */
    OUTBOX,
    /** In the application's memory. It is lost when the process ends. */
    MEMORY
}
