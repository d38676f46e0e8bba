package dev.typesync.typesense;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The URLs of Typesense's API. */
final class Endpoint {
    private Endpoint() {}

    static URI health(URI node) {
        return at(node, "/health");
    }

    static URI imports(URI node, String collection) {
        return at(node, documents(collection) + "/import?action=upsert&dirty_values=reject");
    }

    static URI export(URI node, String collection) {
        return at(node, documents(collection) + "/export");
    }

    static URI document(URI node, String collection, String id) {
        return at(node, documents(collection) + "/" + encode(id));
    }

    static URI deleteByFilter(URI node, String collection, String filter) {
        return at(node, documents(collection) + "?filter_by=" + encode(filter));
    }

    private static String documents(String collection) {
        return "/collections/" + encode(collection) + "/documents";
    }

    private static URI at(URI node, String path) {
        String base = node.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /**
     * Percent-encodes text for a path or a query. Dots are encoded as well, because a path segment of one or two dots
     * has a special meaning.
     */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }
}
