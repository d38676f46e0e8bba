package com.example.demo;

import com.example.cities.City;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Fills an index without typesync: a batch job that copies all rows, once a night. */
final class NightlyBatch {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 5_000;
    private static final String SCHEMA = """
            {"name": "cities", "default_sorting_field": "population", "fields": [
              {"name": "name", "type": "string"}, {"name": "country", "type": "string"},
              {"name": "population", "type": "int32"}, {"name": "timezone", "type": "string"},
              {"name": "location", "type": "geopoint"}, {"name": "alternatenames", "type": "string[]"}]}""";

    private final SearchIndex index;

    NightlyBatch(SearchIndex index) {
        this.index = index;
    }

    void run(List<City> cities) throws IOException {
        index.require("POST", "/collections", SCHEMA);
        for (int from = 0; from < cities.size(); from += BATCH) {
            String lines = cities.subList(from, Math.min(cities.size(), from + BATCH)).stream()
                    .map(city -> document(city).toString())
                    .collect(Collectors.joining("\n"));
            index.require("POST", "/collections/cities/documents/import?action=create", lines);
        }
    }

    private static ObjectNode document(City city) {
        ObjectNode document = JSON.createObjectNode()
                .put("id", Integer.toString(city.id()))
                .put("name", city.name())
                .put("country", city.country())
                .put("population", city.population())
                .put("timezone", city.timezone());
        document.putArray("location").add(city.latitude()).add(city.longitude());
        city.alternateNames().forEach(document.putArray("alternatenames")::add);
        return document;
    }
}
