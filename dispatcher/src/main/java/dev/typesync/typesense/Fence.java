package dev.typesync.typesense;

import static java.util.Objects.requireNonNull;

import dev.typesync.typesense.ImportOutcome.Answered;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A write that changes nothing: the delete of an id that no document has. It goes through the same queue as all writes
 * of its collection. Immutable.
 *
 * @param collection the collection
 * @param id the id
 */
record Fence(String collection, String id) {
    static Fence of(String collection) {
        return new Fence(collection, "typesync-fence-" + UUID.randomUUID());
    }

    HttpRequest.Builder request(URI node) {
        return HttpRequest.newBuilder(Endpoint.document(node, collection, id)).DELETE();
    }

    /**
     * Sends the fence to every node, because an earlier write may have reached any of them. Nodes that cannot be reached
     * are skipped, unless all are unreachable. A node that answers that it cannot write now has nothing of an earlier
     * write left, either: what it had accepted is in the log of the cluster. So it is enough that another node executes
     * the fence after that answer.
     */
    static ImportOutcome sendToAll(List<URI> nodes, Function<URI, WriteResult> send) {
        List<URI> executed = new ArrayList<>();
        ImportOutcome refusal = null;
        URI unable = null;
        for (URI node : nodes) {
            WriteResult result = send.apply(node);
            ImportOutcome outcome = outcome(result);
            if (outcome instanceof Answered) {
                executed.add(node);
            } else if (result.isUnableToWrite()) {
                unable = node;
                refusal = outcome;
            } else if (result.isUnreachable()) {
                refusal = refusal == null ? outcome : refusal;
            } else {
                return outcome;
            }
        }
        if (executed.isEmpty()) {
            return requireNonNull(refusal, "refusal");
        }
        return isLast(nodes, executed, unable)
                ? new Answered(List.of(LineResult.DONE))
                : outcome(send.apply(executed.get(executed.size() - 1)));
    }

    private static boolean isLast(List<URI> nodes, List<URI> executed, @Nullable URI unable) {
        return unable == null || nodes.indexOf(executed.get(executed.size() - 1)) > nodes.indexOf(unable);
    }

    private static ImportOutcome outcome(WriteResult result) {
        return result.singleDeleteOutcome(new TextBody(0));
    }
}
