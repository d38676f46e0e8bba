package dev.typesync.document;

/** Takes rows one by one as they come from the database; called on the reading thread. */
public interface DocumentSink {
    void document(Document document);

    void rejected(RejectedRow row);
}
