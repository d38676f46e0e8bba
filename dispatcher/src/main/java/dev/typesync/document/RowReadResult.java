package dev.typesync.document;

import java.util.List;

/**
 * The result of reading the requested keys. Immutable.
 *
 * @param documents of the rows that were found, each id once
 * @param rejected rows that were found and cannot become a document
 * @param missing requested ids that no row has exactly; their documents are to be deleted
 */
public record RowReadResult(List<Document> documents, List<RejectedRow> rejected, List<String> missing) {
    public RowReadResult {
        documents = List.copyOf(documents);
        rejected = List.copyOf(rejected);
        missing = List.copyOf(missing);
    }
}
