package com.example.bookshop;

import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.server.ResponseStatusException;

/** Searches the collection {@code books} of Typesense. Answers 503 while there is none. */
@RestController
class SearchController {
    private final RestClient typesense;

    SearchController(
            RestClient.Builder builder,
            @Value("${bookshop.search.url}") String url,
            @Value("${bookshop.search.api-key}") String apiKey) {
        typesense = builder.baseUrl(url)
                .defaultHeader("X-TYPESENSE-API-KEY", apiKey)
                .build();
    }

    @GetMapping("/search")
    List<BookFound> search(@RequestParam String q) {
        JsonNode answer = typesense
                .get()
                .uri("/collections/books/documents/search?q={q}&query_by=title,author&sort_by=price:asc", q)
                .retrieve()
                .onStatus(status -> status.value() == NOT_FOUND.value(), (request, response) -> {
                    throw new ResponseStatusException(SERVICE_UNAVAILABLE, "the collection books is not there yet");
                })
                .body(JsonNode.class);
        return StreamSupport.stream(answer.path("hits").spliterator(), false)
                .map(hit -> BookFound.of(hit.path("document")))
                .toList();
    }
}
