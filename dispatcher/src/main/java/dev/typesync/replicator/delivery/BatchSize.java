package dev.typesync.replicator.delivery;

import dev.typesync.document.Document;
import java.util.List;

/**
 * How many keys make a batch: as many as {@code maxBatchDocuments}, and fewer where documents turned out so large that
 * they would exceed {@code maxBatchBytes}, so that memory stays bounded. Thread-safe.
 */
final class BatchSize {
    private final int maxDocuments;
    private final long maxBytes;
    private volatile double averageBytes;

    BatchSize(int maxDocuments, long maxBytes) {
        this.maxDocuments = maxDocuments;
        this.maxBytes = maxBytes;
    }

    int keys() {
        double average = averageBytes;
        return average == 0 ? maxDocuments : (int) Math.max(1, Math.min(maxDocuments, maxBytes / average));
    }

    void seen(List<Document> documents) {
        if (documents.isEmpty()) {
            return;
        }
        long bytes = 0;
        for (Document document : documents) {
            bytes += document.json().length;
        }
        double mean = (double) bytes / documents.size();
        double before = averageBytes;
        averageBytes = before == 0 ? mean : 0.8 * before + 0.2 * mean;
    }
}
