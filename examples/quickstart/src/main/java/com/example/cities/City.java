package com.example.cities;

import java.util.List;

/** One row of the table {@code cities}. */
public record City(
        int id,
        String name,
        String country,
        int population,
        String timezone,
        double latitude,
        double longitude,
        List<String> alternateNames) {
    public City {
        alternateNames = List.copyOf(alternateNames);
    }
}
