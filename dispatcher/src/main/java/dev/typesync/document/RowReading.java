package dev.typesync.document;

import java.util.List;

/**
 * What became of the keys that were asked for. Immutable.
 *
 * @param documents of the rows found, each id once
 * @param rejected rows found that no document can be made of
 * @param missing ids that were asked for and that no row carries exactly: their documents are to be deleted
 */
public record RowReading(List<Document> documents, List<RejectedRow> rejected, List<String> missing) {
    public RowReading {
        documents = List.copyOf(documents);
        rejected = List.copyOf(rejected);
        missing = List.copyOf(missing);
    }
}
