package dev.typesync.typesense;

/** Takes an export line by line. Called by one thread at a time, not by the one that called export. */
public interface ExportSink {
    /** A document and the hash of its content, to be compared with {@link dev.typesync.document.Document#hash()}. */
    void document(String id, long hash);

    /** A line that is no document: the server writes error texts into the stream. Lines count from 1. */
    void notADocument(long line);
}
