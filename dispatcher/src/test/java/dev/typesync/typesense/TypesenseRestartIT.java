package dev.typesync.typesense;

import static dev.typesync.typesense.TypesenseClientIT.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.document.Document;
import dev.typesync.testkit.TypesenseServer;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TypesenseRestartIT {
    private static final List<Document> ONE = List.of(document("1", ",\"n\":1"));

    /**
     * At most the first write after the kill uses an idle connection that the client does not yet know to be closed.
     */
    @Test
    void writesAgainAfterARestart() {
        try (TypesenseServer server = TypesenseServer.start()) {
            assumeTrue(server.isOwn(), "a server of TYPESENSE_URL cannot be killed");
            TypesenseConfig config = TypesenseConfig.of(List.of(server.url()), Secret.of(server.apiKey()));
            CollectionAdministration collectionAdministration = new CollectionAdministration(config);
            collectionAdministration.create(
                    Map.of("name", "c", "fields", List.of(Map.of("name", "n", "type", "int32"))));
            try (TypesenseClient client = new TypesenseClient(config)) {
                assertThat(client.importDocuments("c", ONE)).isInstanceOf(Answered.class);

                server.kill9();
                client.importDocuments("c", ONE);
                assertThat(client.importDocuments("c", ONE))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.UNREACHABLE));
                assertThat(collectionAdministration.isHealthy()).isFalse();

                server.restart();
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() ->
                                assertThat(client.importDocuments("c", ONE)).isInstanceOf(Answered.class));
            }
        }
    }

    /** A server that starts with a full disk is healthy, but it shows none of its collections. */
    @Test
    void refusesEverythingWhileTheDiskIsFull() {
        try (TypesenseServer server = TypesenseServer.start()) {
            assumeTrue(server.isOwn(), "a server of TYPESENSE_URL cannot be restarted");
            TypesenseConfig config = TypesenseConfig.of(List.of(server.url()), Secret.of(server.apiKey()));
            Map<String, Object> schema = Map.of("name", "c", "fields", List.of(Map.of("name", "n", "type", "int32")));
            try (TypesenseClient client = new TypesenseClient(config)) {
                CollectionAdministration collections = new CollectionAdministration(config, client);
                collections.create(schema);
                assertThat(client.importDocuments("c", ONE)).isInstanceOf(Answered.class);
                server.restart("--disk-used-max-percentage=1");

                await().untilAsserted(() -> assertThat(client.importDocuments("c", ONE))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.OUT_OF_RESOURCES)));
                assertThat(collections.isHealthy()).isTrue();
                assertThat(collections.list()).isEmpty();
                assertThat(client.fence("c"))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.NOT_FOUND));
                assertThatThrownBy(() -> collections.create(schema))
                        .isInstanceOfSatisfying(
                                TypesenseException.class,
                                e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.OUT_OF_RESOURCES));

                server.restart();
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() ->
                                assertThat(client.importDocuments("c", ONE)).isInstanceOf(Answered.class));
            }
        }
    }
}
