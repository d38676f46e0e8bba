package dev.typesync.replicator.delivery;

import dev.typesync.document.Document;
import dev.typesync.document.RowReadResult;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.typesense.ImportOutcome;
import dev.typesync.typesense.LineResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the documents of a batch, in imports of at most {@code maxBatchBytes}, and deletes the documents whose row is
 * missing. A larger document has an import of its own. Thread-safe; blocks on Typesense.
 */
final class BatchWriter {
    private static final int MAX_DELETES = 1000;

    private final DocumentStore store;
    private final RequestSize size;
    private final Suspects suspects = new Suspects();

    BatchWriter(DocumentStore store, long maxBatchBytes, LongSupplier nanoTime) {
        this.store = store;
        this.size = new RequestSize(maxBatchBytes, nanoTime);
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
        static Failure of(ImportOutcome.Refused refused) {
            return new Failure(DeliveryFailure.of(refused.kind(), refused.status(), refused.message()), false);
        }

        static Failure of(ImportOutcome.Unknown unknown) {
            return new Failure(
                    new DeliveryFailure(
                            DeliveryFailure.Kind.TYPESENSE,
                            "the outcome of a write is unknown (" + unknown.reason() + ")"),
                    true);
        }
    }

    Result write(String collection, RowReadResult result) {
        PoisonSearch imports = new PoisonSearch(store, collection, size);
        Failure failure = importAll(imports, result.documents());
        if (failure != null) {
            return new Result(imports.rejected(), failure);
        }
        Map<String, String> rejected = new LinkedHashMap<>(imports.rejected());
        List<String> missing = result.missing();
        for (int from = 0; from < missing.size() && failure == null; from += MAX_DELETES) {
            List<String> ids = missing.subList(from, Math.min(missing.size(), from + MAX_DELETES));
            failure = delete(collection, ids, rejected);
        }
        return new Result(rejected, failure);
    }

    private @Nullable Failure importAll(PoisonSearch imports, List<Document> documents) {
        Failure failure = imports.importAll(documents);
        List<String> suspectIds = imports.suspectIds();
        if (failure == null) {
            failure = imports.decide(!suspectIds.isEmpty() && suspects.areGuilty(suspectIds));
        }
        suspects.recordAccepted(imports.acceptedCount());
        if (failure == null) {
            suspects.forget(suspectIds);
        }
        return failure;
    }

    Result delete(String collection, List<String> ids) {
        Map<String, String> rejected = new LinkedHashMap<>();
        Failure failure = delete(collection, ids, rejected);
        return new Result(rejected, failure);
    }

    /** Puts the errors of single documents into {@code rejected}, and returns the failure of the whole request. */
    private @Nullable Failure delete(String collection, List<String> ids, Map<String, String> rejected) {
        return store.delete(collection, ids)
                .<@Nullable Failure>fold(
                        answered -> {
                            record(answered.lines(), ids, rejected);
                            return null;
                        },
                        Failure::of,
                        Failure::of);
    }

    private static void record(List<LineResult> lines, List<String> ids, Map<String, String> rejected) {
        for (int i = 0; i < lines.size(); i++) {
            LineResult line = lines.get(i);
            if (!line.success()) {
                rejected.put(ids.get(i), PoisonSearch.error(line));
            }
        }
    }
}
