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

class CollectionsIT {
    private static final TypesenseServer SERVER = SharedServers.typesense();
    private static final String PREFIX = "collections_it_";

    private final Collections collections = collections(SERVER.url(), SERVER.apiKey());

    private static Collections collections(URI node, String apiKey) {
        return new Collections(new TypesenseConfig(
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
    void namesCollectionsByPrefixAndTime() {
        assertThat(collections.concreteName("books", Instant.parse("2024-02-29T12:34:56.789Z")))
                .isEqualTo("collections_it_books_20240229123456789");
        assertThat(collections.aliasName("books")).isEqualTo("collections_it_books");
    }

    @Test
    void createsFindsAndDeletes() {
        collections.create(schema(PREFIX + "a"));

        assertThat(collections.find(PREFIX + "a")).hasValueSatisfying(found -> {
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
        assertThat(collections.list()).extracting(CollectionInfo::name).contains(PREFIX + "a");
        assertThatThrownBy(() -> collections.create(schema(PREFIX + "a")))
                .isInstanceOfSatisfying(
                        TypesenseException.class,
                        e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.CONFLICT));

        collections.delete(PREFIX + "a");
        collections.delete(PREFIX + "a");

        assertThat(collections.find(PREFIX + "a")).isEmpty();
    }

    @Test
    void pointsAnAliasElsewhereWithoutFollowingIt() {
        collections.create(schema(PREFIX + "a"));
        assertThat(collections.aliasTarget(PREFIX + "alias")).isEmpty();

        collections.setAlias(PREFIX + "alias", PREFIX + "none");
        collections.setAlias(PREFIX + "alias", PREFIX + "a");

        assertThat(collections.aliasTarget(PREFIX + "alias")).hasValue(PREFIX + "a");
        assertThat(collections.aliases()).containsEntry(PREFIX + "alias", PREFIX + "a");
        assertThat(collections.find(PREFIX + "alias")).isEmpty();

        collections.deleteAlias(PREFIX + "alias");
        assertThat(collections.aliasTarget(PREFIX + "alias")).isEmpty();
        assertThat(collections.find(PREFIX + "a")).isPresent();
    }

    @Test
    void tellsWhyARequestFails() {
        assertThatThrownBy(() -> collections(SERVER.url(), "wrong").list())
                .isInstanceOfSatisfying(
                        TypesenseException.class,
                        e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.UNAUTHORIZED));
        assertThatThrownBy(() ->
                        collections(URI.create("http://127.0.0.1:1"), "key").list())
                .isInstanceOfSatisfying(
                        TypesenseException.class,
                        e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.UNREACHABLE));
        assertThatThrownBy(
                        () -> collections.create(Map.of("name", PREFIX + "b", "fields", List.of(Map.of("name", "x")))))
                .isInstanceOfSatisfying(
                        TypesenseException.class,
                        e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.BAD_REQUEST));
    }

    @Test
    void asksForHealthAndVersion() {
        assertThat(collections.healthy()).isTrue();
        assertThat(collections(URI.create("http://127.0.0.1:1"), "key").healthy())
                .isFalse();
        assertThat(collections.version()).matches("[0-9]+[.][0-9.]+");
    }

    private static Map<String, Object> schema(String name) {
        return Map.of("name", name, "fields", List.of(Map.of("name", "s", "type", "string", "infix", true)));
    }
}
