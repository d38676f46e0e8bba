package dev.typesync.jartest.chaos;

/** What a fault happens to. Faults of one lane never overlap; those of different lanes do. */
enum Lane {
    APPLICATIONS,
    TYPESENSE,
    DATABASE
}
