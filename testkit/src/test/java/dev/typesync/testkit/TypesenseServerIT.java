package dev.typesync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TypesenseServerIT {
    @Test
    void keepsDocumentsAfterKill9() {
        try (TypesenseServer server = TypesenseServer.start()) {
            assumeTrue(server.isOwn());
            createBooks(server, "books");
            assertThat(server.request("POST", "/collections/books/documents", "{\"id\":\"1\",\"title\":\"Emma\"}")
                            .statusCode())
                    .isEqualTo(201);

            server.kill9();
            server.restart();

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(server.request("GET", "/collections/books/documents/1", null)
                                    .body())
                            .contains("Emma"));
        }
    }

    @Test
    void deletesCollectionsAndAliasesOfOnePrefixOnly() {
        TypesenseServer server = SharedServers.typesense();
        createBooks(server, "mine_books");
        createBooks(server, "other_books");
        server.request("PUT", "/aliases/mine_alias", "{\"collection_name\":\"mine_books\"}");

        server.deleteCollections("mine_");

        assertThat(server.request("GET", "/collections/mine_books", null).statusCode())
                .isEqualTo(404);
        assertThat(server.request("GET", "/aliases/mine_alias", null).statusCode())
                .isEqualTo(404);
        assertThat(server.request("GET", "/collections/other_books", null).statusCode())
                .isEqualTo(200);
        server.deleteCollections("other_");
    }

    private static void createBooks(TypesenseServer server, String name) {
        String schema = "{\"name\":\"" + name + "\",\"fields\":[{\"name\":\"title\",\"type\":\"string\"}]}";
        assertThat(server.request("POST", "/collections", schema).statusCode()).isEqualTo(201);
    }
}
