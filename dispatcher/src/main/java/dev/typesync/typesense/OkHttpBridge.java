package dev.typesync.typesense;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
 * @param timeout for one answer
 */
record OkHttpBridge(HttpClient client, Duration timeout) implements Interceptor {
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
        HttpResponse<byte[]> answer = send(translated(request));
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(answer.statusCode())
                .message("")
                .body(ResponseBody.create(answer.body(), null))
                .build();
    }

    private HttpRequest translated(Request request) throws IOException {
        HttpRequest.Builder translated =
                HttpRequest.newBuilder(request.url().uri()).timeout(timeout);
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

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}
