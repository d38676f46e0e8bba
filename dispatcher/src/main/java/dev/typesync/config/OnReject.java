package dev.typesync.config;

/** What becomes of the document whose newest state Typesense rejects. */
public enum OnReject {
    /** Its last accepted state stays. */
    KEEP,
    DELETE
}
