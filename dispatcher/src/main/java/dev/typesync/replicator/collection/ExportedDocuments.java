package dev.typesync.replicator.collection;

import dev.typesync.typesense.ExportSink;
import org.jspecify.annotations.Nullable;

/**
 * Passes an export to a comparison. If the temporary file of the comparison fails, the rest of the export is ignored:
 * an exception here would look like a failure of Typesense. Used by one thread at a time.
 */
final class ExportedDocuments implements ExportSink {
    private final ContentComparison comparison;
    private @Nullable ComparisonFileException failure;
    private long linesWithoutDocument;

    ExportedDocuments(ContentComparison comparison) {
        this.comparison = comparison;
    }

    @Override
    public void document(String id, long hash) {
        if (failure == null) {
            try {
                comparison.addDocument(id, hash);
            } catch (ComparisonFileException e) {
                failure = e;
            }
        }
    }

    @Override
    public void notADocument(long line) {
        linesWithoutDocument++;
    }

    long linesWithoutDocument() {
        return linesWithoutDocument;
    }

    void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }
}
