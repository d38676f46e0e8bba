package com.example.bookshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The search follows every change if the URL has the prefix. Nothing else differs from {@link BooksTest}. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SearchTest {
    private static final TypesenseServer TYPESENSE = SharedServers.typesense();

    @Autowired
    private TestRestTemplate shop;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        PostgresServer postgres = SharedServers.postgres();
        String url = postgres.url(postgres.createDatabase()).replaceFirst("^jdbc:", "jdbc:typesync:");
        registry.add("spring.datasource.url", () -> url);
        registry.add("bookshop.search.url", () -> TYPESENSE.url().toString());
        registry.add("bookshop.search.api-key", TYPESENSE::apiKey);
        // for typesync.yaml, which takes them from the environment or from here
        System.setProperty("TYPESENSE_URL", TYPESENSE.url().toString());
        System.setProperty("TYPESENSE_API_KEY", TYPESENSE.apiKey());
    }

    @AfterAll
    static void dropCollection() {
        TYPESENSE.deleteCollections("books");
    }

    @Test
    void theSearchFollowsEachChange() {
        awaitTitles("garden", List.of("The Garden Party", "The Secret Garden"));

        BookView added = shop.postForObject(
                "/books",
                new BookDetails("The Glass Garden", "Jessica Tuckett", new BigDecimal("12.00")),
                BookView.class);
        awaitTitles("garden", List.of("The Garden Party", "The Secret Garden", "The Glass Garden"));

        shop.put("/authors/{author}/price?price=20", null, "Frances Hodgson Burnett");
        awaitTitles("garden", List.of("The Garden Party", "The Glass Garden", "The Secret Garden"));

        shop.put(
                "/books/" + added.id(), new BookDetails("The Glass House", "Jessica Tuckett", new BigDecimal("12.00")));
        awaitTitles("garden", List.of("The Garden Party", "The Secret Garden"));

        shop.delete("/books/" + added.id());
        awaitTitles("glass", List.of());
    }

    private void awaitTitles(String query, List<String> titles) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(Stream.of(shop.getForObject("/search?q={q}", BookFound[].class, query))
                                .map(BookFound::title))
                        .containsExactlyElementsOf(titles));
    }
}
