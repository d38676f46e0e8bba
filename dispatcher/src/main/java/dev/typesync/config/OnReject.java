package dev.typesync.config;

/** What happens to a document whose newest state Typesense rejects. */
public enum OnReject {
    /** Its last accepted state stays in the collection. */
    KEEP,
    DELETE
}
