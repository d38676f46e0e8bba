package dev.typesync.replicator.delivery;

import dev.typesync.document.Document;
import dev.typesync.replicator.store.DocumentStore;
import dev.typesync.typesense.ExportSink;
import dev.typesync.typesense.ImportOutcome;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Refused;
import dev.typesync.typesense.ImportOutcome.Unknown;
import dev.typesync.typesense.LineResult;
import dev.typesync.typesense.RefusalKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A fake of Typesense, and of a proxy before it, that does not like some documents. Used by one thread. */
class PickyStore implements DocumentStore {
    /** The ids of the documents that the server has. */
    final Set<String> written = new HashSet<>();

    /** The ids of each import, in order. */
    final List<List<String>> imports = new ArrayList<>();

    private final Map<String, Integer> lineCodes = new HashMap<>();
    private final Map<String, Integer> requestStatus = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private long maxBytes = Long.MAX_VALUE;

    /** The line of the document has this code. */
    PickyStore line(String id, int code) {
        lineCodes.put(id, code);
        return this;
    }

    /** A request with this document is answered with this status. */
    PickyStore request(String id, int status) {
        requestStatus.put(id, status);
        return this;
    }

    /** A request with this document has an unknown outcome. */
    PickyStore unknown(String id) {
        unknown.add(id);
        return this;
    }

    /** A longer request is answered with 413. */
    PickyStore maxBytes(long bytes) {
        maxBytes = bytes;
        return this;
    }

    /** From now on it likes all documents. */
    void heal() {
        lineCodes.clear();
        requestStatus.clear();
        unknown.clear();
        maxBytes = Long.MAX_VALUE;
    }

    @Override
    public ImportOutcome importDocuments(String collection, List<Document> documents) {
        List<String> ids = documents.stream().map(Document::id).toList();
        imports.add(ids);
        if (documents.stream()
                        .mapToLong(document -> document.json().length + 1L)
                        .sum()
                > maxBytes) {
            return new Refused(RefusalKind.BAD_REQUEST, 413, "too large");
        }
        for (String id : ids) {
            if (unknown.contains(id)) {
                return new Unknown("scripted", null);
            }
            if (requestStatus.containsKey(id)) {
                int status = requestStatus.get(id);
                return new Refused(status == 503 ? RefusalKind.BUSY : RefusalKind.BAD_REQUEST, status, "scripted");
            }
        }
        return new Answered(ids.stream().map(this::line).toList());
    }

    private LineResult line(String id) {
        Integer code = lineCodes.get(id);
        if (code == null) {
            written.add(id);
        }
        return code == null ? new LineResult(true, 200, null) : new LineResult(false, code, "scripted");
    }

    @Override
    public ImportOutcome delete(String collection, List<String> ids) {
        written.removeAll(ids);
        return new Answered(
                ids.stream().map(id -> new LineResult(true, 200, null)).toList());
    }

    @Override
    public ImportOutcome fence(String collection) {
        throw new AssertionError("only writes are expected");
    }

    @Override
    public void export(String collection, ExportSink sink) {
        throw new AssertionError("only writes are expected");
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public boolean wasReady() {
        return true;
    }

    @Override
    public void cancelConnections() {
        throw new AssertionError("only writes are expected");
    }
}
