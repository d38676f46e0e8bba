package dev.typesync.document;

/** Receives rows one by one as they come from the database. Called on the thread that reads. */
public interface DocumentSink {
    void document(Document document);

    void rejected(RejectedRow row);
}
