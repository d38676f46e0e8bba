package com.example.bookshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The application as it is without typesync: the jar is on the class path, the URL is the plain one. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BooksTest {
    @Autowired
    private TestRestTemplate shop;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        PostgresServer postgres = SharedServers.postgres();
        String url = postgres.url(postgres.createDatabase());
        registry.add("spring.datasource.url", () -> url);
    }

    @Test
    void booksAreAddedChangedAndRemoved() {
        BookView added = shop.postForObject(
                "/books", new BookDetails("Emma", "Jane Austen", new BigDecimal("8.00")), BookView.class);
        shop.put("/books/" + added.id(), new BookDetails("Emma", "Jane Austen", new BigDecimal("6.00")));

        assertThat(shop.getForObject("/books", BookView[].class))
                .hasSize(4)
                .contains(new BookView(added.id(), "Emma", "Jane Austen", new BigDecimal("6.00")));

        shop.delete("/books/" + added.id());

        assertThat(shop.getForObject("/books", BookView[].class)).hasSize(3);
    }

    @Test
    void aBookThatDoesNotExistCannotBeChanged() {
        assertThat(shop.exchange(
                                org.springframework.http.RequestEntity.put("/books/999")
                                        .body(new BookDetails("Emma", "Jane Austen", BigDecimal.ONE)),
                                String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }
}
