package dev.typesync.replicator.store;

import dev.typesync.document.Document;
import dev.typesync.document.DocumentHash;
import dev.typesync.typesense.ExportSink;
import dev.typesync.typesense.ImportOutcome;
import dev.typesync.typesense.LineResult;
import dev.typesync.typesense.RefusalKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/**
 * A fake of Typesense: a collection in memory whose next imports end as the test says. An import can also have an
 * unknown outcome and be applied later. Without a script every request is answered immediately. Thread-safe.
 */
public final class ScriptedStore implements DocumentStore {
    private final FakeTime time;
    private final Map<String, String> documents = new TreeMap<>();
    private final Deque<BiFunction<List<Document>, Runnable, ImportOutcome>> script = new ArrayDeque<>();
    private final List<Pending> pending = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    private record Pending(long dueNanos, boolean atFence, Runnable write) {}

    public ScriptedStore(FakeTime time) {
        this.time = time;
    }

    /** The next import is refused, and nothing of it is applied. */
    public ScriptedStore refuse(RefusalKind kind) {
        script.add((documents, write) -> new ImportOutcome.Refused(kind, 0, "scripted"));
        return this;
    }

    /** The next import has an unknown outcome; the server applies it after this delay. */
    public ScriptedStore applyLater(Duration delay) {
        script.add((documents, write) -> {
            pending.add(new Pending(time.getAsLong() + delay.toNanos(), false, write));
            return new ImportOutcome.Unknown("scripted", null);
        });
        return this;
    }

    /** The next import has an unknown outcome; it waits in the server's queue and is applied when a fence arrives. */
    public ScriptedStore applyBeforeNextFence() {
        script.add((documents, write) -> {
            pending.add(new Pending(Long.MAX_VALUE, true, write));
            return new ImportOutcome.Unknown("scripted", null);
        });
        return this;
    }

    /** The next import is answered, and the documents with these ids are rejected. */
    public ScriptedStore reject(String... ids) {
        script.add((documents, write) -> {
            List<String> rejected = List.of(ids);
            documents.stream()
                    .filter(document -> !rejected.contains(document.id()))
                    .forEach(this::put);
            return new ImportOutcome.Answered(documents.stream()
                    .map(document -> rejected.contains(document.id())
                            ? new LineResult(false, 400, "scripted")
                            : new LineResult(true, 200, null))
                    .toList());
        });
        return this;
    }

    /** The next import is answered. */
    public ScriptedStore answer() {
        script.add((documents, write) -> {
            write.run();
            return answered(documents.size());
        });
        return this;
    }

    /** Runs the event when the import that was scripted last arrives, before that import ends. */
    public ScriptedStore during(Callable<?> event) {
        BiFunction<List<Document>, Runnable, ImportOutcome> ending = script.removeLast();
        script.add((documents, write) -> {
            try {
                event.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return ending.apply(documents, write);
        });
        return this;
    }

    @Override
    public synchronized ImportOutcome importDocuments(String collection, List<Document> sent) {
        arrive("import " + sent.stream().map(Document::id).toList());
        Runnable write = () -> sent.forEach(this::put);
        BiFunction<List<Document>, Runnable, ImportOutcome> next = script.poll();
        if (next != null) {
            return next.apply(sent, write);
        }
        write.run();
        return answered(sent.size());
    }

    @Override
    public synchronized ImportOutcome delete(String collection, List<String> ids) {
        arrive("delete " + ids);
        ids.forEach(documents::remove);
        return answered(ids.size());
    }

    @Override
    public synchronized ImportOutcome fence(String collection) {
        arrive("fence");
        pending.stream().filter(Pending::atFence).forEach(one -> one.write().run());
        pending.removeIf(Pending::atFence);
        return answered(1);
    }

    @Override
    public synchronized void export(String collection, ExportSink sink) {
        arrive("export");
        documents.forEach((id, json) -> sink.document(
                id, DocumentHash.of(json.getBytes(StandardCharsets.UTF_8)).hash()));
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
        // there are none
    }

    /** The documents after everything that was sent has been applied. */
    public synchronized Map<String, String> finalDocuments() {
        pending.forEach(one -> one.write().run());
        pending.clear();
        return new TreeMap<>(documents);
    }

    /** The requests that arrived, in order. */
    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    private void arrive(String request) {
        long now = time.getAsLong();
        pending.stream()
                .filter(one -> one.dueNanos() <= now)
                .forEach(one -> one.write().run());
        pending.removeIf(one -> one.dueNanos() <= now);
        log.add(request);
    }

    private void put(Document document) {
        documents.put(document.id(), new String(document.json(), StandardCharsets.UTF_8));
    }

    private static ImportOutcome answered(int lines) {
        return new ImportOutcome.Answered(Collections.nCopies(lines, new LineResult(true, 200, null)));
    }
}
