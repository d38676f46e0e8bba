package com.example.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Uses Typesense over plain HTTP. Thread-safe; calls block. */
record SearchIndex(String url, String apiKey) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The answer as text for people: the first hit, {@code nothing}, or the reason why there is no answer. */
    String answer(Search search) {
        try {
            HttpResponse<String> response = send("GET", search.path(), "");
            return response.statusCode() == 200
                    ? search.read(JSON.readTree(response.body()))
                    : "no answer: HTTP " + response.statusCode();
        } catch (IOException e) {
            return "no answer: Typesense is down";
        }
    }

    /** Sends a request that must succeed. */
    String require(String method, String path, String body) throws IOException {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": HTTP " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** Deletes the index {@code cities}, which is a collection or an alias of one. */
    void drop() throws IOException {
        String collection = JSON.readTree(require("GET", "/collections/cities", ""))
                .get("name")
                .asText();
        require("DELETE", "/collections/" + collection, "");
        send("DELETE", "/aliases/cities", ""); // 404 if there is no alias
    }

    String curl(Search search) {
        return "curl -s -H 'X-TYPESENSE-API-KEY: " + apiKey + "' '" + url + search.path() + "'";
    }

    private HttpResponse<String> send(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("X-TYPESENSE-API-KEY", apiKey)
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.ofString(body, UTF_8))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString(UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
