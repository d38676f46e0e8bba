package dev.typesync.document;

import java.util.ArrayList;
import java.util.List;

/** Collects the rows of one batch. Used by one thread. */
final class RowCollector implements DocumentSink {
    private final List<Document> documents = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();

    @Override
    public void document(Document document) {
        documents.add(document);
    }

    @Override
    public void rejected(RejectedRow row) {
        rejected.add(row);
    }

    RowReadResult result(List<String> missing) {
        return new RowReadResult(documents, rejected, missing);
    }
}
