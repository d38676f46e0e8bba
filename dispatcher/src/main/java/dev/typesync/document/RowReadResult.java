package dev.typesync.document;

import java.util.List;

/**
 * The result of reading the requested keys. Immutable.
 *
 * @param documents of the rows that were found, each id once
 * @param rejected rows that were found and cannot become a document
 * @param missing requested ids that no row has exactly; their documents are to be deleted
 * @param foreign requested ids that do not cast to the key of the table: they were recorded under another definition of
 *     it, and the rows that they named are not known
 * @param unread the requested keys, as they were given, whose rows were not read because the limit of bytes was reached
 */
public record RowReadResult(
        List<Document> documents,
        List<RejectedRow> rejected,
        List<String> missing,
        List<String> foreign,
        List<String> unread) {
    public RowReadResult {
        documents = List.copyOf(documents);
        rejected = List.copyOf(rejected);
        missing = List.copyOf(missing);
        foreign = List.copyOf(foreign);
        unread = List.copyOf(unread);
    }

    /** A result whose requested ids all cast to the key, and were all read. */
    public RowReadResult(List<Document> documents, List<RejectedRow> rejected, List<String> missing) {
        this(documents, rejected, missing, List.of(), List.of());
    }
}
