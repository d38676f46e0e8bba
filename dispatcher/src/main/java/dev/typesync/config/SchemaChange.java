package dev.typesync.config;

/** What happens to a collection when the columns of its table change. */
public enum SchemaChange {
    /**
     * New optional fields are added to the existing collection. The field of a dropped column stays until its document
     * is written again.
     */
    ADD,
    REINDEX,
    REPORT
}
