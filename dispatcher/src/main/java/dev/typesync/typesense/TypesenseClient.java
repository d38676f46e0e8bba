package dev.typesync.typesense;

import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.document.Document;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Refused;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Writes documents and exports them: the data plane. Thread-safe. Calls block until the server has answered, three
 * health checks have failed, {@code requestTimeout} has passed, or the thread is interrupted; then its interrupt flag
 * is set, and the outcome of a write is unknown. Requests are repeated in only two cases, in which nothing was applied:
 * on the next node if a node cannot be reached, and after a 401 if the file of the API key contains another key now.
 */
public final class TypesenseClient implements AutoCloseable {
    private final NodeSelection nodeSelection;
    private final Secret apiKey;
    private final HttpTransport transport;

    public TypesenseClient(TypesenseConfig config) {
        this(config, () -> {});
    }

    /** @param waiting called at least once a second by each thread that waits for an answer, as a sign of its life */
    public TypesenseClient(TypesenseConfig config, Runnable waiting) {
        this(config, HealthWatch.DEFAULT, waiting);
    }

    TypesenseClient(TypesenseConfig config, HealthWatch watch) {
        this(config, watch, () -> {});
    }

    TypesenseClient(TypesenseConfig config, HealthWatch watch, Runnable waiting) {
        this.nodeSelection = new NodeSelection(config.nodes(), System::nanoTime);
        this.apiKey = config.apiKey();
        this.transport = new HttpTransport(config, watch, waiting);
    }

    /** Sends the requests of the control plane, too. */
    HttpTransport transport() {
        return transport;
    }

    /**
     * Writes complete documents. They replace documents with the same id.
     *
     * @param documents at most 1000 of them or 2 MB: more is not faster, and other requests wait longer
     */
    public ImportOutcome importDocuments(String collection, List<Document> documents) {
        if (documents.isEmpty()) {
            return new Answered(List.of());
        }
        ImportBody body = new ImportBody(documents);
        ImportAnswer answer = new ImportAnswer(documents.size(), body.length());
        return write(
                        collection,
                        node -> HttpRequest.newBuilder(Endpoint.imports(node, collection))
                                .header("Content-Type", "text/plain")
                                .POST(body.publisher()),
                        answer)
                .outcome(answer::outcome);
    }

    /**
     * Deletes documents. A document that does not exist counts as deleted. Many ids need several requests. If one
     * request is refused or its outcome is unknown, that is the outcome of the whole call; the requests before it were
     * executed.
     */
    public ImportOutcome delete(String collection, List<String> ids) {
        LineResult[] results = new LineResult[ids.size()];
        Arrays.fill(results, LineResult.DONE);
        DeleteRequests deleteRequests = DeleteRequests.of(ids);
        List<Integer> oneByOne = new ArrayList<>(deleteRequests.oneByOne());
        for (List<Integer> indexes : deleteRequests.byFilter()) {
            ImportOutcome outcome =
                    deleteByFilter(collection, indexes.stream().map(ids::get).toList());
            if (outcome instanceof Refused refused && refused.kind() == RefusalKind.BAD_REQUEST) {
                // the server does not accept the filter: another version, or an id that the filter cannot express
                oneByOne.addAll(indexes);
            } else if (!(outcome instanceof Answered)) {
                return outcome;
            }
        }
        for (int index : oneByOne) {
            ImportOutcome outcome = deleteOne(collection, ids.get(index));
            if (!(outcome instanceof Answered answered)) {
                return outcome;
            }
            results[index] = answered.lines().get(0);
        }
        return new Answered(List.of(results));
    }

    private ImportOutcome deleteByFilter(String collection, List<String> ids) {
        TextBody body = new TextBody(TextBody.MAX_ERROR_BYTES);
        return write(
                        collection,
                        node -> HttpRequest.newBuilder(
                                        Endpoint.deleteByFilter(node, collection, DeleteRequests.filter(ids)))
                                .DELETE(),
                        body)
                .deleteOutcome(body);
    }

    private ImportOutcome deleteOne(String collection, String id) {
        TextBody body = new TextBody(TextBody.MAX_ERROR_BYTES);
        return write(
                        collection,
                        node -> HttpRequest.newBuilder(Endpoint.document(node, collection, id))
                                .DELETE(),
                        body)
                .singleDeleteOutcome(body);
    }

    /**
     * Sends a write that changes nothing to every node. It goes through the same queue as all writes of the collection:
     * when it is answered, all writes accepted before it have been applied. Nodes that cannot be reached are skipped,
     * unless all are unreachable; so are nodes that answer that they cannot write now, if another one can.
     */
    public ImportOutcome fence(String collection) {
        Fence fence = Fence.of(collection);
        return Fence.sendToAll(nodeSelection.all(), node -> writeTo(node, fence, fence.request(node), new TextBody(0)));
    }

    /**
     * Streams all documents of the collection, in no particular order. Changes made during the export may or may not be
     * included.
     *
     * @throws TypesenseException if the answer is an error or ends too early
     */
    public void export(String collection, ExportSink sink) {
        AnswerReader reader = new AnswerReader(new ExportLines(sink));
        URI node = nodeSelection.current();
        try {
            int status = sendWithKey(
                    HttpRequest.newBuilder(Endpoint.export(node, collection)),
                    request -> transport.send(node, request, reader));
            if (status != HttpStatus.OK) {
                throw TypesenseException.of("export of " + collection, status, ServerMessage.of(reader.errorText()));
            }
        } catch (RequestFailedException e) {
            nodeSelection.failed(node);
            throw failure("export of " + collection, e);
        }
    }

    private static TypesenseException failure(String what, RequestFailedException e) {
        TypesenseException.Kind kind = Thread.currentThread().isInterrupted()
                ? TypesenseException.Kind.INTERRUPTED
                : TypesenseException.Kind.UNREACHABLE;
        return new TypesenseException(kind, what + ": " + e.reason(), null);
    }

    /**
     * Whether a node reports that it is ready. A node that is starting may accept the connection of a write and close
     * it.
     */
    public boolean isReady() throws InterruptedException {
        for (URI node : nodeSelection.all()) {
            if (transport.isHealthy(node, HttpTransport.MAX_AGE_OF_HEALTH)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a node said that it is ready when it was asked last. Asks again if that was more than half a second ago,
     * for all callers together; does not wait for the answer. False before the first answer.
     */
    public boolean wasReady() {
        boolean ready = false;
        for (URI node : nodeSelection.all()) {
            ready |= transport.wasHealthy(node, HttpTransport.MAX_AGE_OF_HEALTH);
        }
        return ready;
    }

    /** Closes every open connection. Running requests end immediately; the outcome of writes among them is unknown. */
    public void cancelConnections() {
        transport.closeConnections();
    }

    @Override
    public void close() {
        transport.close();
    }

    private WriteResult write(String collection, Function<URI, HttpRequest.Builder> request, AnswerBody ok) {
        Fence fence = Fence.of(collection);
        WriteResult result = writeToReadyNode(fence, request, ok);
        for (int others = nodeSelection.all().size() - 1; others > 0 && result.isUnreachable(); others--) {
            result = writeToReadyNode(fence, request, ok);
        }
        return result;
    }

    private WriteResult writeToReadyNode(Fence fence, Function<URI, HttpRequest.Builder> request, AnswerBody ok) {
        URI node = nodeSelection.current();
        try {
            transport.prove(node);
        } catch (RequestFailedException e) {
            nodeSelection.failed(node);
            return WriteResult.of(e);
        }
        return writeTo(node, fence, request.apply(node), ok);
    }

    private WriteResult writeTo(URI node, Fence fence, HttpRequest.Builder request, AnswerBody ok) {
        AnswerReader reader = new AnswerReader(ok);
        try {
            int status =
                    sendWithKey(request, sent -> transport.sendWrite(node, sent, withKey(fence.request(node)), reader));
            return new WriteResult(status, reader.errorText(), null);
        } catch (RequestFailedException e) {
            nodeSelection.failed(node);
            return WriteResult.of(e);
        }
    }

    private interface Sending {
        int send(HttpRequest request) throws RequestFailedException;
    }

    private int sendWithKey(HttpRequest.Builder request, Sending sending) throws RequestFailedException {
        int status = sending.send(withKey(request));
        return status == HttpStatus.UNAUTHORIZED && apiKey.refresh() ? sending.send(withKey(request)) : status;
    }

    private HttpRequest withKey(HttpRequest.Builder request) {
        return request.setHeader("X-TYPESENSE-API-KEY", apiKey.value()).build();
    }
}
