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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the documents of a batch, in imports of at most {@code maxBatchBytes}, and deletes the documents whose row is
 * missing. A larger document has an import of its own. Thread-safe; blocks on Typesense.
 */
final class BatchWriter {
    private static final int MAX_DELETES = 1000;

    /** Status codes of a line that say something about the server, not about the document. */
    private static final Set<Integer> SERVER_TROUBLE = Set.of(422, 500, 503);

    private final DocumentStore store;
    private final long maxBatchBytes;

    BatchWriter(DocumentStore store, long maxBatchBytes) {
        this.store = store;
        this.maxBatchBytes = maxBatchBytes;
    }

    /**
     * How a write ended.
     *
     * @param rejected error by id, of the documents that Typesense rejected
     * @param failure why the rest was not written; null if the server carried everything out
     */
    record Result(Map<String, String> rejected, @Nullable Failure failure) {
        static final Result NOTHING_TO_WRITE = new Result(Map.of(), null);
    }

    /**
     * Why a request failed. The requests before it, in the same batch, were carried out.
     *
     * @param mayStillBeApplied whether its outcome is unknown; if not, nothing of it is under way
     */
    record Failure(DeliveryFailure reason, boolean mayStillBeApplied) {
        private static Failure of(ImportOutcome.Refused refused) {
            return new Failure(DeliveryFailure.of(refused.kind(), refused.status(), refused.message()), false);
        }

        private static Failure of(ImportOutcome.Unknown unknown) {
            return new Failure(
                    new DeliveryFailure(
                            DeliveryFailure.Kind.TYPESENSE,
                            "the outcome of a write is unknown (" + unknown.reason() + ")"),
                    true);
        }
    }

    Result write(String collection, RowReadResult result) {
        Map<String, String> rejected = new LinkedHashMap<>();
        for (List<Document> part : split(result.documents())) {
            List<String> ids = part.stream().map(Document::id).toList();
            Optional<Failure> failure = failure(store.importDocuments(collection, part), ids, rejected);
            if (failure.isPresent()) {
                return new Result(rejected, failure.get());
            }
        }
        List<String> missing = result.missing();
        for (int from = 0; from < missing.size(); from += MAX_DELETES) {
            List<String> ids = missing.subList(from, Math.min(missing.size(), from + MAX_DELETES));
            Optional<Failure> failure = failure(store.delete(collection, ids), ids, rejected);
            if (failure.isPresent()) {
                return new Result(rejected, failure.get());
            }
        }
        return new Result(rejected, null);
    }

    Result delete(String collection, List<String> ids) {
        Map<String, String> rejected = new LinkedHashMap<>();
        Optional<Failure> failure = failure(store.delete(collection, ids), ids, rejected);
        return new Result(rejected, failure.orElse(null));
    }

    /** Puts the errors of single documents into {@code rejected}, and returns the failure of the whole request. */
    private static Optional<Failure> failure(ImportOutcome outcome, List<String> ids, Map<String, String> rejected) {
        return outcome.fold(
                answered -> failure(answered.lines(), ids, rejected),
                refused -> Optional.of(Failure.of(refused)),
                unknown -> Optional.of(Failure.of(unknown)));
    }

    private static Optional<Failure> failure(List<LineResult> lines, List<String> ids, Map<String, String> rejected) {
        for (int i = 0; i < lines.size(); i++) {
            LineResult line = lines.get(i);
            if (SERVER_TROUBLE.contains(line.code())) {
                RefusalKind kind = line.code() == 422 ? RefusalKind.OUT_OF_RESOURCES : RefusalKind.BUSY;
                return Optional.of(
                        new Failure(DeliveryFailure.of(kind, line.code(), "single documents of a request"), false));
            }
            if (!line.success()) {
                String error = line.error() == null ? "without an error text" : line.error();
                rejected.put(ids.get(i), line.code() + " " + error);
            }
        }
        return Optional.empty();
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
