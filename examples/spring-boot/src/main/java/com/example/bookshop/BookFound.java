package com.example.bookshop;

import com.fasterxml.jackson.databind.JsonNode;

/** A document of the collection. Typesense keeps the price as a floating-point number. */
record BookFound(String id, String title, String author, double price) {
    static BookFound of(JsonNode document) {
        return new BookFound(
                document.path("id").asText(),
                document.path("title").asText(),
                document.path("author").asText(),
                document.path("price").asDouble());
    }
}
