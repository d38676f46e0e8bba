package com.example.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A search request.
 *
 * @param label text for people
 * @param parameters parameters of Typesense's search
 */
record Search(String label, Map<String, String> parameters) {
    /** Searches for a name with a typing error. */
    static Search typo(String mistyped) {
        return new Search(
                "typo      \"" + mistyped + "\"",
                Map.of("q", mistyped, "query_by", "name", "sort_by", "_text_match:desc,population:desc"));
    }

    /** Searches for a name in any script. */
    static Search script(String name) {
        return new Search(
                "script    \"" + name + "\"",
                Map.of("q", name, "query_by", "alternatenames", "num_typos", "0", "sort_by", "population:desc"));
    }

    /** Searches for the largest city near a point. */
    static Search around(double latitude, double longitude, int kilometres) {
        String point = String.format(Locale.ROOT, "%.2f, %.2f", latitude, longitude);
        return new Search(
                "largest within " + kilometres + " km of " + point,
                Map.of(
                        "q",
                        "*",
                        "filter_by",
                        "location:(" + point + ", " + kilometres + " km)",
                        "sort_by",
                        "population:desc"));
    }

    /** Counts all cities. */
    static Search count() {
        return new Search("all cities", Map.of("q", "*", "per_page", "0"));
    }

    String path() {
        return "/collections/cities/documents/search?"
                + new TreeMap<>(parameters)
                        .entrySet().stream()
                                .map(parameter ->
                                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                                .collect(Collectors.joining("&"));
    }

    /** Reads the response: the first hit, or the number of hits if no hits were requested. */
    String read(JsonNode response) {
        if (parameters.containsKey("per_page")) {
            return String.format(
                    Locale.ROOT, "%,d cities", response.get("found").asInt());
        }
        JsonNode city = response.path("hits").path(0).path("document");
        return city.isMissingNode()
                ? "nothing"
                : String.format(
                        Locale.ROOT,
                        "%s, %s, %,d people, %s",
                        city.path("name").asText(),
                        city.path("country").asText(),
                        city.path("population").asInt(),
                        city.path("timezone").asText());
    }
}
