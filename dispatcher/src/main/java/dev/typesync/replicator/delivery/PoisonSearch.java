package dev.typesync.replicator.delivery;

import dev.typesync.document.Document;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.typesense.ImportOutcome;
import dev.typesync.typesense.LineResult;
import dev.typesync.typesense.RefusalKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Imports the documents of one batch so that a document which cannot be imported does not keep the others from it. A
 * request that is refused because of its content or its size is split in halves, until the document is alone. Used by
 * one thread; blocks on Typesense.
 *
 * <p>A refused document is a suspect. It is rejected only if another document was accepted: a server that refuses every
 * document is in trouble itself. It needs at most twice as many requests as documents, and at most
 * {@value #MAX_WITHOUT_SUCCESS} if none is accepted.
 */
final class PoisonSearch {
    static final int MAX_WITHOUT_SUCCESS = 24;

    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int OUT_OF_RESOURCES = 422;

    /** Status codes of a line that may say something about the server, and not about the document. */
    private static final Set<Integer> SERVER_TROUBLE = Set.of(OUT_OF_RESOURCES, 500, 503);

    private final DocumentStore store;
    private final String collection;
    private final RequestSize size;
    private final Map<String, String> rejected = new LinkedHashMap<>();
    private final List<Suspect> suspects = new ArrayList<>();
    private @Nullable Document accepted;
    private int acceptedCount;
    private int requests;

    /** @param isAlone whether a request with only this document was refused; if not, its line says so */
    private record Suspect(Document document, boolean isAlone, String error, DeliveryFailure failure) {}

    PoisonSearch(DocumentStore store, String collection, RequestSize size) {
        this.store = store;
        this.collection = collection;
        this.size = size;
    }

    /** Error by id, of the documents that Typesense rejected. */
    Map<String, String> rejected() {
        return rejected;
    }

    int acceptedCount() {
        return acceptedCount;
    }

    List<String> suspectIds() {
        return suspects.stream().map(suspect -> suspect.document().id()).toList();
    }

    /** Imports the documents. A failure ends the batch; null if each document is written, rejected or a suspect. */
    BatchWriter.@Nullable Failure importAll(List<Document> documents) {
        for (List<Document> part : split(documents, size.maxBytes())) {
            BatchWriter.Failure failure = importPart(part);
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    /**
     * Decides about the suspects: they are rejected if another document was accepted.
     *
     * @param others whether documents of other batches were accepted meanwhile
     */
    BatchWriter.@Nullable Failure decide(boolean others) {
        if (suspects.isEmpty()) {
            return null;
        }
        if (accepted == null && !others) {
            return new BatchWriter.Failure(suspects.get(0).failure(), false);
        }
        List<Suspect> byLine =
                suspects.stream().filter(suspect -> !suspect.isAlone()).toList();
        suspects.stream().filter(Suspect::isAlone).forEach(this::reject);
        if (accepted == null || byLine.isEmpty()) {
            byLine.forEach(this::reject);
            return null;
        }
        return importAgain(byLine, accepted);
    }

    private void reject(Suspect suspect) {
        rejected.put(suspect.document().id(), suspect.error());
    }

    /** Imports the suspects again, and after them a document that was accepted: is it accepted again? */
    private BatchWriter.@Nullable Failure importAgain(List<Suspect> byLine, Document control) {
        for (Suspect suspect : byLine) {
            ImportOutcome outcome = store.importDocuments(collection, List.of(suspect.document(), control));
            BatchWriter.Failure failure = outcome.fold(
                    answered -> judge(suspect, answered.lines()), BatchWriter.Failure::of, BatchWriter.Failure::of);
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    private BatchWriter.@Nullable Failure judge(Suspect suspect, List<LineResult> lines) {
        if (!lines.get(1).success()) {
            return new BatchWriter.Failure(suspect.failure(), false);
        }
        if (lines.get(0).success()) {
            acceptedCount++;
        } else {
            reject(suspect);
        }
        return null;
    }

    private BatchWriter.@Nullable Failure importPart(List<Document> part) {
        requests++;
        return store.importDocuments(collection, part)
                .<BatchWriter.@Nullable Failure>fold(
                        answered -> {
                            recordLines(part, answered.lines());
                            return null;
                        },
                        refused -> refusedPart(part, refused),
                        BatchWriter.Failure::of);
    }

    private void recordLines(List<Document> part, List<LineResult> lines) {
        for (int i = 0; i < lines.size(); i++) {
            LineResult line = lines.get(i);
            Document document = part.get(i);
            if (line.success()) {
                accepted = document;
                acceptedCount++;
            } else if (SERVER_TROUBLE.contains(line.code())) {
                RefusalKind kind = line.code() == OUT_OF_RESOURCES ? RefusalKind.OUT_OF_RESOURCES : RefusalKind.BUSY;
                suspects.add(new Suspect(
                        document,
                        false,
                        error(line),
                        DeliveryFailure.of(kind, line.code(), "single documents of a request")));
            } else {
                rejected.put(document.id(), error(line));
            }
        }
    }

    static String error(LineResult line) {
        return line.code() + " " + (line.error() == null ? "without an error text" : line.error());
    }

    private BatchWriter.@Nullable Failure refusedPart(List<Document> part, ImportOutcome.Refused refused) {
        boolean isTooLarge = refused.status() == TOO_LARGE && bytes(part) > RequestSize.SMALLEST;
        if (!isTooLarge && refused.status() != BAD_REQUEST) {
            return BatchWriter.Failure.of(refused);
        }
        if (isTooLarge) {
            size.recordTooLarge(bytes(part));
        }
        if (accepted == null && requests >= MAX_WITHOUT_SUCCESS) {
            return BatchWriter.Failure.of(refused);
        }
        if (part.size() == 1) {
            suspects.add(suspect(part.get(0), refused));
            return null;
        }
        BatchWriter.Failure failure = importPart(part.subList(0, part.size() / 2));
        return failure != null ? failure : importPart(part.subList(part.size() / 2, part.size()));
    }

    private static Suspect suspect(Document document, ImportOutcome.Refused refused) {
        String error = refused.status() + " a request with only this document, of " + document.json().length
                + " bytes, was refused: " + refused.message();
        return new Suspect(
                document, true, error, BatchWriter.Failure.of(refused).reason());
    }

    private static long bytes(List<Document> documents) {
        return documents.stream()
                .mapToLong(document -> document.json().length + 1L)
                .sum();
    }

    /** Parts that do not exceed this number of bytes. A larger document has a part of its own. */
    private static List<List<Document>> split(List<Document> documents, long maxBytes) {
        List<List<Document>> parts = new ArrayList<>();
        List<Document> part = new ArrayList<>();
        long bytes = 0;
        for (Document document : documents) {
            long size = document.json().length + 1L;
            if (!part.isEmpty() && bytes + size > maxBytes) {
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
