package dev.typesync.config;

/** The process in which the replicator runs. */
public enum ReplicatorPlace {
    /** In the application's process. */
    EMBEDDED,
    /** In a separate process, started with {@code typesync run}. */
    EXTERNAL
}
