package dev.typesync.typesense;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of typesense-java, which speaks to OkHttp, with the HTTP client of the JDK. OkHttp and Okio start
 * threads that nobody can end and that live for another minute: they would keep the class loader of a stopped
 * application alive. OkHttp starts none of them as long as it opens no connection. Thread-safe; blocks.
 *
 * @param nodes the addresses that the requests begin with
 * @param timeout for one answer
 */
record OkHttpBridge(HttpTransport transport, List<URI> nodes, Duration timeout) implements Interceptor {
    /** The longest answer; a list of a thousand collections has about one megabyte. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    /** Thrown if a request got no answer. Its text may be logged. */
    static final class Failure extends IOException {
        private static final long serialVersionUID = 1L;

        Failure(String reason) {
            super(reason);
        }
    }

    /** An OkHttp client that passes every call to this bridge, and therefore needs no TLS either. */
    OkHttpClient okHttpClient() {
        return new OkHttpClient.Builder()
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .addInterceptor(this)
                .build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        TextBody body = new TextBody(MAX_BYTES);
        int status = send(translated(request), body);
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .body(ResponseBody.create(body.bytes(), null))
                .build();
    }

    private HttpRequest translated(Request request) throws IOException {
        HttpRequest.Builder translated = HttpRequest.newBuilder(request.url().uri());
        request.headers().forEach(header -> translated.header(header.getFirst(), header.getSecond()));
        RequestBody body = request.body();
        if (body != null && body.contentType() != null) {
            translated.header("Content-Type", String.valueOf(body.contentType()));
        }
        return translated.method(request.method(), publisher(body)).build();
    }

    private static BodyPublisher publisher(@Nullable RequestBody body) throws IOException {
        if (body == null) {
            return BodyPublishers.noBody();
        }
        Buffer content = new Buffer();
        body.writeTo(content);
        return BodyPublishers.ofByteArray(content.readByteArray());
    }

    private int send(HttpRequest request, TextBody body) throws Failure {
        try {
            return transport.send(node(request), request, timeout, status -> body);
        } catch (RequestFailedException e) {
            throw new Failure(e.reason());
        }
    }

    /** OkHttp writes the address in its own way: without a default port, and in small letters. */
    private URI node(HttpRequest request) {
        URI uri = request.uri();
        return nodes.stream()
                .filter(node -> uri.getHost().equalsIgnoreCase(node.getHost()) && port(uri) == port(node))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a request to another host than those of the nodes"));
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
