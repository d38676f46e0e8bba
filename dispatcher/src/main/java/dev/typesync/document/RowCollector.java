package dev.typesync.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers the rows of one batch. Used by one thread. */
final class RowCollector implements DocumentSink {
    private final List<Document> documents = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    boolean has(String id) {
        return ids.contains(id);
    }

    @Override
    public void document(Document document) {
        ids.add(document.id());
        documents.add(document);
    }

    @Override
    public void rejected(RejectedRow row) {
        ids.add(row.id());
        rejected.add(row);
    }

    /** Typesense has no document with an empty id, so there is none to delete. */
    Rows rows(Set<String> asked) {
        List<String> missing =
                asked.stream().filter(id -> !ids.contains(id) && !id.isEmpty()).toList();
        return new Rows(documents, rejected, missing);
    }
}
