package dev.typesync.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** The requests that are needed to start, reset and inspect a Typesense server. Thread-safe; calls block. */
record TypesenseApi(URI url, String apiKey) {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration READY_POLL = Duration.ofMillis(50);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final JsonFactory JSON = new JsonFactory();

    HttpResponse<String> request(String method, String path, @Nullable String body) {
        try {
            return send(method, path, body);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
    }

    /** Waits for more than a healthy status: a server that reports healthy may still refuse the first request. */
    void awaitReady(Runnable requireRunning, Supplier<String> serverLog) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(READY_POLL)
                    .atMost(READY_WITHIN)
                    .until(() -> {
                        requireRunning.run();
                        return answers("/health") && answers("/collections");
                    });
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "Typesense at " + url + " is not ready within " + READY_WITHIN + "\n" + serverLog.get(), e);
        }
    }

    /** Deletes everything that a GET of the path lists if its name starts with the prefix. */
    void deleteNames(String path, String prefix) {
        for (String name : names(request("GET", path, null).body())) {
            if (name.startsWith(prefix)) {
                request("DELETE", path + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8), null);
            }
        }
    }

    private boolean answers(String path) {
        try {
            return send("GET", path, null).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("X-TYPESENSE-API-KEY", apiKey)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(REQUEST_TIMEOUT)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * The names in {@code [{"name": …}, …]} or {@code {"aliases": [{"name": …}, …]}}. The names of fields are nested
     * deeper and not included.
     */
    private static List<String> names(String json) {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != JsonToken.START_ARRAY) {
                requireMore(parser);
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    if (parser.currentToken() == JsonToken.VALUE_STRING && "name".equals(parser.currentName())) {
                        names.add(parser.getText());
                    }
                    parser.skipChildren();
                }
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("the JSON is not a list of names: " + json, e);
        }
    }

    private static void requireMore(JsonParser parser) throws IOException {
        if (parser.currentToken() == null) {
            throw new IOException("no array");
        }
    }
}
