package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectionAdministrationIT {
    private static final TypesenseServer SERVER = SharedServers.typesense();
    private static final String PREFIX = "collections_it_";

    private final CollectionAdministration collectionAdministration = collections(SERVER.url(), SERVER.apiKey());

    private static CollectionAdministration collections(URI node, String apiKey) {
        return new CollectionAdministration(new TypesenseConfig(
                List.of(node),
                Secret.of(apiKey),
                Duration.ofMillis(500),
                Duration.ofMinutes(60),
                Duration.ofSeconds(10),
                PREFIX));
    }

    @AfterEach
    void deleteCollections() {
        SERVER.deleteCollections(PREFIX);
    }

    @Test
    void namesCollectionsWithPrefixAndTime() {
        assertThat(collectionAdministration.concreteName("books", Instant.parse("2024-02-29T12:34:56.789Z")))
                .isEqualTo("collections_it_books_20240229123456789");
        assertThat(collectionAdministration.aliasName("books")).isEqualTo("collections_it_books");
    }

    @Test
    void createsFindsAndDeletes() {
        collectionAdministration.create(schema(PREFIX + "a"));

        assertThat(collectionAdministration.find(PREFIX + "a")).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo(PREFIX + "a");
            assertThat(found.documents()).isZero();
            assertThat(found.createdAt())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(2));
            assertThat(found.fields())
                    .singleElement()
                    .satisfies(field -> assertThat(field)
                            .containsEntry("name", "s")
                            .containsEntry("type", "string")
                            .containsEntry("infix", true));
        });
        assertThat(collectionAdministration.list())
                .extracting(CollectionInfo::name)
                .contains(PREFIX + "a");
        assertThatThrownBy(() -> collectionAdministration.create(schema(PREFIX + "a")))
                .isInstanceOfSatisfying(
                        TypesenseException.class,
                        e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.CONFLICT));

        collectionAdministration.delete(PREFIX + "a");
        collectionAdministration.delete(PREFIX + "a");

        assertThat(collectionAdministration.find(PREFIX + "a")).isEmpty();
    }

    @Test
    void changesAnAliasAndDoesNotFollowIt() {
        collectionAdministration.create(schema(PREFIX + "a"));
        assertThat(collectionAdministration.aliasTarget(PREFIX + "alias")).isEmpty();

        collectionAdministration.setAlias(PREFIX + "alias", PREFIX + "none");
        collectionAdministration.setAlias(PREFIX + "alias", PREFIX + "a");

        assertThat(collectionAdministration.aliasTarget(PREFIX + "alias")).hasValue(PREFIX + "a");
        assertThat(collectionAdministration.aliases()).containsEntry(PREFIX + "alias", PREFIX + "a");
        assertThat(collectionAdministration.find(PREFIX + "alias")).isEmpty();

        SERVER.request("DELETE", "/aliases/" + PREFIX + "alias", null);
        assertThat(collectionAdministration.aliasTarget(PREFIX + "alias")).isEmpty();
        assertThat(collectionAdministration.find(PREFIX + "a")).isPresent();
    }

    @Test
    void reportsTheKindOfAFailure() {
        assertThatThrownBy(() -> collections(SERVER.url(), "wrong").list())
                .isInstanceOfSatisfying(
                        TypesenseException.class,
                        e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.UNAUTHORIZED));
        assertThatThrownBy(() ->
                        collections(URI.create("http://127.0.0.1:1"), "key").list())
                .isInstanceOfSatisfying(
                        TypesenseException.class,
                        e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.UNREACHABLE));
        assertThatThrownBy(() -> collectionAdministration.create(
                        Map.of("name", PREFIX + "b", "fields", List.of(Map.of("name", "x")))))
                .isInstanceOfSatisfying(
                        TypesenseException.class,
                        e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.BAD_REQUEST));
    }

    @Test
    void readsHealthAndVersion() {
        assertThat(collectionAdministration.isHealthy()).isTrue();
        assertThat(collections(URI.create("http://127.0.0.1:1"), "key").isHealthy())
                .isFalse();
        assertThat(collectionAdministration.version()).matches("[0-9]+[.][0-9.]+");
    }

    private static Map<String, Object> schema(String name) {
        return Map.of("name", name, "fields", List.of(Map.of("name", "s", "type", "string", "infix", true)));
    }
}
