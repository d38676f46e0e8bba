package dev.typesync.typesense;

/** Receives an export line by line. Called by one thread at a time, which is not the thread that called the export. */
public interface ExportSink {
    /**
     * Receives the id of a document and the hash of its content, for comparison with {@link
     * dev.typesync.document.Document#hash()}.
     */
    void document(String id, long hash);

    /**
     * Receives the number, from 1, of a line that is not a document: the server writes error texts into the stream.
     */
    void notADocument(long line);
}
