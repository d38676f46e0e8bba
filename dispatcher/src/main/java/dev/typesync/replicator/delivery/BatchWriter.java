package dev.typesync.replicator.delivery;

import dev.typesync.document.Document;
import dev.typesync.document.RowReadResult;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.typesense.ImportOutcome;
import dev.typesync.typesense.LineResult;
import dev.typesync.typesense.RefusalKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes what was read of a batch, in imports of at most {@code maxBatchBytes} (a document that is larger goes alone)
 * and deletes. Thread-safe.
 */
final class BatchWriter {
    private static final int MAX_DELETES = 1000;

    /** Codes of a line that say something about the server, not about the document. */
    private static final Set<Integer> SERVER_TROUBLE = Set.of(422, 500, 503);

    private final DocumentStore store;
    private final long maxBatchBytes;

    BatchWriter(DocumentStore store, long maxBatchBytes) {
        this.store = store;
        this.maxBatchBytes = maxBatchBytes;
    }

    /** How it ended. */
    sealed interface Result {
        /**
         * The server carried everything out.
         *
         * @param rejected error by id, of the documents that it does not take
         */
        record Written(Map<String, String> rejected) implements Result {}

        /** Nothing is under way; what went before it in the same batch was written. */
        record Refused(DeliveryFailure failure) implements Result {}

        record Unknown(String why) implements Result {}
    }

    Result write(String collection, RowReadResult rows) {
        Map<String, String> rejected = new LinkedHashMap<>();
        for (List<Document> some : split(rows.documents())) {
            List<String> ids = some.stream().map(Document::id).toList();
            Result result = result(store.importDocuments(collection, some), ids, rejected);
            if (!(result instanceof Result.Written)) {
                return result;
            }
        }
        List<String> missing = rows.missing();
        for (int from = 0; from < missing.size(); from += MAX_DELETES) {
            List<String> ids = missing.subList(from, Math.min(missing.size(), from + MAX_DELETES));
            Result result = delete(collection, ids, rejected);
            if (!(result instanceof Result.Written)) {
                return result;
            }
        }
        return new Result.Written(rejected);
    }

    Result delete(String collection, List<String> ids) {
        return delete(collection, ids, new LinkedHashMap<>());
    }

    private Result delete(String collection, List<String> ids, Map<String, String> rejected) {
        return result(store.delete(collection, ids), ids, rejected);
    }

    private static Result result(ImportOutcome outcome, List<String> ids, Map<String, String> rejected) {
        if (outcome instanceof ImportOutcome.Refused refused) {
            return new Result.Refused(DeliveryFailure.of(refused.kind(), refused.status(), refused.message()));
        }
        if (outcome instanceof ImportOutcome.Answered answered) {
            return lines(answered.lines(), ids, rejected);
        }
        return new Result.Unknown(outcome instanceof ImportOutcome.Unknown unknown ? unknown.reason() : "no outcome");
    }

    private static Result lines(List<LineResult> lines, List<String> ids, Map<String, String> rejected) {
        for (int i = 0; i < lines.size(); i++) {
            LineResult line = lines.get(i);
            if (SERVER_TROUBLE.contains(line.code())) {
                return new Result.Refused(DeliveryFailure.of(
                        line.code() == 422 ? RefusalKind.OUT_OF_RESOURCES : RefusalKind.BUSY,
                        line.code(),
                        "single documents of a request"));
            }
            if (!line.success()) {
                rejected.put(ids.get(i), line.code() + " " + (line.error() == null ? "without a text" : line.error()));
            }
        }
        return new Result.Written(rejected);
    }

    private List<List<Document>> split(List<Document> documents) {
        List<List<Document>> parts = new ArrayList<>();
        List<Document> part = new ArrayList<>();
        long bytes = 0;
        for (Document document : documents) {
            long size = document.json().length + 1L;
            if (!part.isEmpty() && bytes + size > maxBatchBytes) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(document);
            bytes += size;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
