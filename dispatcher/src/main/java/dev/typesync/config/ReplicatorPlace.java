package dev.typesync.config;

/** Where the replicator runs. */
public enum ReplicatorPlace {
    /** In the application's own process. */
    EMBEDDED,
    /** In a process of its own, started by {@code typesync run}. */
    EXTERNAL
}
