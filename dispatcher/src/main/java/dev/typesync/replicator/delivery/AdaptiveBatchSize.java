package dev.typesync.replicator.delivery;

import dev.typesync.document.Document;
import java.util.List;

/**
 * The largest number of keys for a batch: {@code maxBatchDocuments}, or fewer if the documents so far were so large
 * that a batch would exceed {@code maxBatchBytes}. So few keys are read only to find that their rows do not fit; the
 * reader keeps the limit. Thread-safe.
 */
public final class AdaptiveBatchSize {
    private final int maxDocuments;
    private final long maxBytes;
    private volatile double averageBytes;

    public AdaptiveBatchSize(int maxDocuments, long maxBytes) {
        this.maxDocuments = maxDocuments;
        this.maxBytes = maxBytes;
    }

    public int maxKeys() {
        double average = averageBytes;
        return average == 0 ? maxDocuments : (int) Math.max(1, Math.min(maxDocuments, maxBytes / average));
    }

    public void record(List<Document> documents) {
        if (documents.isEmpty()) {
            return;
        }
        long bytes = 0;
        for (Document document : documents) {
            bytes += document.json().length;
        }
        double mean = (double) bytes / documents.size();
        double previous = averageBytes;
        averageBytes = previous == 0 ? mean : 0.8 * previous + 0.2 * mean;
    }
}
