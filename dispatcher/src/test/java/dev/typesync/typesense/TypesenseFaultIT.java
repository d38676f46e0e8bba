package dev.typesync.typesense;

import static dev.typesync.typesense.TypesenseClientIT.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.document.Document;
import dev.typesync.testkit.FaultyProxy;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Refused;
import dev.typesync.typesense.ImportOutcome.Unknown;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TypesenseFaultIT {
    private static final TypesenseServer SERVER = SharedServers.typesense();
    private static final String COLLECTION = "fault_it_documents";
    private static final HealthWatch FREQUENT_CHECKS =
            new HealthWatch(Duration.ofMillis(100), Duration.ofMillis(300), 3);
    private static final List<Document> ONE = List.of(document("1", ",\"n\":1"));

    private final FaultyProxy proxy =
            FaultyProxy.to(SERVER.url().getHost(), SERVER.url().getPort());
    private final TypesenseClient client =
            new TypesenseClient(config("http://127.0.0.1:" + proxy.port()), FREQUENT_CHECKS);
    private final CollectionAdministration collectionAdministration =
            new CollectionAdministration(config(SERVER.url().toString()));

    private static TypesenseConfig config(String url) {
        return TypesenseConfig.of(List.of(URI.create(url)), Secret.of(SERVER.apiKey()));
    }

    @BeforeEach
    void createCollection() {
        collectionAdministration.create(
                Map.of("name", COLLECTION, "fields", List.of(Map.of("name", "n", "type", "int32"))));
    }

    @AfterEach
    void close() {
        client.close();
        proxy.close();
        SERVER.deleteCollections(COLLECTION);
    }

    @Test
    void outcomeIsUnknownIfTheConnectionClosesBeforeTheAnswer() {
        proxy.cutAnswers();
        assertThat(client.importDocuments(COLLECTION, ONE)).isInstanceOf(Unknown.class);

        proxy.pass();
        assertThat(client.fence(COLLECTION)).isInstanceOf(Answered.class);
        assertThat(documents()).isEqualTo(1);
    }

    @Test
    void doesNotWaitForANodeThatHangs() {
        proxy.hang();
        assertThat(client.importDocuments(COLLECTION, ONE)).isInstanceOf(Unknown.class);

        proxy.pass();
        client.cancelConnections();
        await().untilAsserted(() ->
                assertThat(client.importDocuments(COLLECTION, ONE)).isInstanceOf(Answered.class));
    }

    @Test
    void isRefusedByALaggingServer() {
        proxy.answer503();

        assertThat(client.importDocuments(COLLECTION, ONE))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.BUSY));
    }

    @Test
    void fenceIsAnsweredOnlyAfterAnEarlierImportWasApplied() throws Exception {
        List<Document> many = IntStream.range(0, 30_000)
                .mapToObj(i -> document("id-" + i, ",\"n\":" + i))
                .toList();
        proxy.hangAnswers();
        try (TypesenseClient direct = new TypesenseClient(config(SERVER.url().toString()));
                TypesenseClient hanging = new TypesenseClient(config("http://127.0.0.1:" + proxy.port()))) {
            CompletableFuture<ImportOutcome> abandoned =
                    CompletableFuture.supplyAsync(() -> hanging.importDocuments(COLLECTION, many));
            await().pollInterval(Duration.ofMillis(2)).until(() -> documents() > 0);
            hanging.cancelConnections();
            assertThat(abandoned.get(10, TimeUnit.SECONDS)).isInstanceOf(Unknown.class);

            assertThat(direct.fence(COLLECTION)).isInstanceOf(Answered.class);

            assertThat(documents()).isEqualTo(30_000);
        }
    }

    private long documents() {
        return collectionAdministration.find(COLLECTION).orElseThrow().documents();
    }
}
