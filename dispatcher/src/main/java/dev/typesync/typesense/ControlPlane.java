package dev.typesync.typesense;

import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.typesense.api.Configuration;
import org.typesense.api.exceptions.TypesenseError;
import org.typesense.resources.Node;

/**
 * Calls Typesense through typesense-java and avoids its pitfalls: it repeats requests with fixed pauses unless it is
 * set to one attempt, and it returns null for an answer that it cannot parse. Thread-safe; calls block.
 */
final class ControlPlane {
    /** Long enough for a request that waits until a running import ends, as the deletion of a collection does. */
    private static final Duration MAX_READ_TIMEOUT = Duration.ofSeconds(60);

    interface Request<T> {
        @Nullable
        T send(TypesenseResources resources) throws Exception;
    }

    private record Session(String apiKey, TypesenseResources resources) {}

    private final TypesenseConfig config;
    private final HttpTransport transport;
    private volatile Session session;

    /** @param transport sends the requests; the caller closes it */
    ControlPlane(TypesenseConfig config, HttpTransport transport) {
        this.config = config;
        this.transport = transport;
        this.session = session(config.apiKey().value());
    }

    private Session session(String apiKey) {
        List<Node> nodes = config.nodes().stream().map(ControlPlane::node).toList();
        Duration read =
                config.requestTimeout().compareTo(MAX_READ_TIMEOUT) < 0 ? config.requestTimeout() : MAX_READ_TIMEOUT;
        Configuration settings = new Configuration(nodes, config.connectTimeout(), read, apiKey);
        settings.numRetries = 1;
        settings.retryInterval = Duration.ZERO;
        return new Session(apiKey, new TypesenseResources(settings, new OkHttpBridge(transport, config.nodes(), read)));
    }

    private static Node node(URI uri) {
        Node node = new Node(uri.getScheme(), uri.getHost(), String.valueOf(OkHttpBridge.port(uri)));
        String base = uri.toString();
        node.baseUrl =
                base.endsWith("/") ? base.substring(0, base.length() - 1) : base; // including the path, if there is one
        return node;
    }

    /** The answer of the server; empty for a 404. */
    <T> Optional<T> find(String what, Request<T> request) {
        try {
            return Optional.of(call(what, request));
        } catch (TypesenseException e) {
            if (e.kind() == TypesenseException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The answer of the first node that answers. After a 401 the request is sent again if the file of the API key
     * contains another key now.
     *
     * @param what the request, for the error message
     */
    <T> T call(String what, Request<T> request) {
        Secret apiKey = config.apiKey();
        try {
            return callNodes(what, request);
        } catch (TypesenseException e) {
            if (e.kind() != TypesenseException.Kind.UNAUTHORIZED || !apiKey.refresh()) {
                throw e;
            }
            return callNodes(what, request);
        }
    }

    private <T> T callNodes(String what, Request<T> request) {
        for (int others = config.nodes().size() - 1; others > 0; others--) {
            try {
                return callOnce(what, request);
            } catch (TypesenseException e) {
                if (e.kind() != TypesenseException.Kind.UNREACHABLE) {
                    throw e;
                }
            }
        }
        return callOnce(what, request);
    }

    private <T> T callOnce(String what, Request<T> request) {
        T answer;
        try {
            answer = request.send(resources());
        } catch (TypesenseError e) {
            throw TypesenseException.of(what, e.status, ServerMessage.of(e.message));
        } catch (Exception e) {
            throw failed(what, e);
        }
        if (answer == null) {
            throw new TypesenseException(
                    TypesenseException.Kind.UNREACHABLE, what + ": the answer cannot be parsed", null);
        }
        return answer;
    }

    /** Without the exception and its text, which may quote the request or the answer. */
    private static TypesenseException failed(String what, Exception e) {
        if (Thread.currentThread().isInterrupted() || e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new TypesenseException(TypesenseException.Kind.INTERRUPTED, what + ": interrupted", null);
        }
        String reason = e instanceof OkHttpBridge.Failure ? String.valueOf(e.getMessage()) : FailureText.of(e);
        return new TypesenseException(TypesenseException.Kind.UNREACHABLE, what + ": " + reason, null);
    }

    private TypesenseResources resources() {
        String apiKey = config.apiKey().value();
        Session now = session;
        if (!now.apiKey().equals(apiKey)) {
            now = session(apiKey);
            session = now;
        }
        return now.resources();
    }
}
