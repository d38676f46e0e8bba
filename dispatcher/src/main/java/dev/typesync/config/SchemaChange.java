package dev.typesync.config;

/** What follows when the table's columns change under a collection. */
public enum SchemaChange {
    /** New optional fields are added in place; a dropped column's field stays until its document is written again. */
    ADD,
    REINDEX,
    REPORT
}
