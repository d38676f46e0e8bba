package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.document.Document;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Refused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypesenseClientIT {
    private static final TypesenseServer SERVER = SharedServers.typesense();
    private static final String PREFIX = "client_it_";
    private static final String COLLECTION = PREFIX + "documents";

    private final TypesenseConfig config = TypesenseConfig.of(List.of(SERVER.url()), Secret.of(SERVER.apiKey()));
    private final CollectionAdministration collectionAdministration = new CollectionAdministration(config);
    private final TypesenseClient client = new TypesenseClient(config);

    @BeforeEach
    void createCollection() {
        collectionAdministration.create(Map.of(
                "name",
                COLLECTION,
                "fields",
                List.of(
                        Map.of("name", "n", "type", "int32"),
                        Map.of("name", "s", "type", "string", "optional", true))));
    }

    @AfterEach
    void deleteCollections() {
        client.close();
        SERVER.deleteCollections(PREFIX);
    }

    static Document document(String id, String fields) {
        String quoted = TextNode.valueOf(id).toString();
        return new Document(id, ("{\"id\":" + quoted + fields + "}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void returnsTheResultsInTheOrderOfTheDocuments() {
        ImportOutcome outcome = client.importDocuments(
                COLLECTION,
                List.of(
                        document("1", ",\"n\":1"),
                        document("2", ""),
                        document("3", ",\"n\":1.5"),
                        document("4", ",\"n\":4")));

        assertThat(outcome).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.lines()).extracting(LineResult::success).containsExactly(true, false, false, true);
            assertThat(answered.lines()).extracting(LineResult::code).containsExactly(200, 400, 400, 200);
            assertThat(answered.lines().get(1).error()).contains("`n`");
        });
        assertThat(exported()).containsOnlyKeys("1", "4");
    }

    @Test
    void replacesTheCompleteDocument() {
        client.importDocuments(COLLECTION, List.of(document("1", ",\"n\":1,\"s\":\"old\"")));
        client.importDocuments(COLLECTION, List.of(document("1", ",\"n\":2")));

        assertThat(exported()).containsEntry("1", document("1", ",\"n\":2.0").hash());
    }

    @Test
    void deletesIdsWithAnyCharacters() {
        List<String> ids = List.of(
                "plain",
                "with space",
                " leading",
                "trailing ",
                "\ttab",
                "a/b?c#d%e+f",
                "comma,&&)]",
                "colon:x",
                "`",
                "``",
                "a`b",
                "back\\slash",
                "quote\"'",
                "new\nline",
                "emoji😀",
                "é",
                ".",
                "..",
                "%2F",
                "x".repeat(5000),
                "😀".repeat(1000),
                "id:=[a]",
                "||",
                "*",
                "-",
                "true",
                "null",
                "5",
                "a\\",
                "\\`");
        client.importDocuments(
                COLLECTION, ids.stream().map(id -> document(id, ",\"n\":1")).toList());
        client.importDocuments(COLLECTION, List.of(document("stays", ",\"n\":1")));
        assertThat(exported().size()).isEqualTo(ids.size() + 1);

        ImportOutcome outcome = client.delete(COLLECTION, ids);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered ->
                                assertThat(answered.lines()).hasSize(ids.size()).allMatch(LineResult::success));
        assertThat(exported()).containsOnlyKeys("stays");
        assertThat(client.delete(COLLECTION, ids)).isEqualTo(outcome);
    }

    @Test
    void deletesRandomIdsAndNoOthers() {
        long seed = Long.getLong("typesync.test.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> ids =
                Stream.generate(() -> oddId(random)).distinct().limit(1200).toList();
        client.importDocuments(
                COLLECTION, ids.stream().map(id -> document(id, ",\"n\":1")).toList());
        List<String> half = ids.subList(0, ids.size() / 2);

        client.delete(COLLECTION, half);

        assertThat(exported().keySet())
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(ids.subList(half.size(), ids.size()));
    }

    private static String oddId(Random random) {
        String alphabet = "ab,:\\`\"' []()&|=<>!*/%+\n\té😀";
        int[] codePoints = alphabet.codePoints().toArray();
        return random.ints(1 + random.nextInt(6), 0, codePoints.length)
                .map(i -> codePoints[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void deletesMoreIdsThanFitIntoOneRequest() {
        List<String> ids = IntStream.range(0, 1500).mapToObj(i -> "id-" + i).toList();
        client.importDocuments(
                COLLECTION, ids.stream().map(id -> document(id, ",\"n\":1")).toList());

        client.delete(COLLECTION, ids.subList(0, 1499));

        assertThat(exported()).containsOnlyKeys("id-1499");
    }

    @Test
    void isRefusedIfProvablyNothingWasApplied() {
        assertThat(client.importDocuments(PREFIX + "none", List.of(document("1", ",\"n\":1"))))
                .isEqualTo(new Refused(RefusalKind.NOT_FOUND, 404, "Not Found"));
        assertThat(client.fence(PREFIX + "none")).isEqualTo(new Refused(RefusalKind.NOT_FOUND, 404, "Not Found"));
        assertThat(client.delete(PREFIX + "none", List.of("1"))).isInstanceOf(Refused.class);
        try (TypesenseClient stranger =
                new TypesenseClient(TypesenseConfig.of(List.of(SERVER.url()), Secret.of("wrong")))) {
            assertThat(stranger.importDocuments(COLLECTION, List.of(document("1", ",\"n\":1"))))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.UNAUTHORIZED));
        }
        try (TypesenseClient nowhere =
                new TypesenseClient(TypesenseConfig.of(List.of(URI.create("http://127.0.0.1:1")), Secret.of("key")))) {
            assertThat(nowhere.importDocuments(COLLECTION, List.of(document("1", ",\"n\":1"))))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.UNREACHABLE));
        }
    }

    @Test
    void usesTheNextNodeIfOneCannotBeReached() {
        List<URI> nodes = List.of(URI.create("http://127.0.0.1:1"), SERVER.url());
        try (TypesenseClient twoNodes = new TypesenseClient(TypesenseConfig.of(nodes, Secret.of(SERVER.apiKey())))) {
            assertThat(twoNodes.importDocuments(COLLECTION, List.of(document("1", ",\"n\":1"))))
                    .isEqualTo(new Answered(List.of(LineResult.DONE)));
            assertThat(twoNodes.fence(COLLECTION)).isInstanceOf(Answered.class);
        }
    }

    @Test
    void exportOfAMissingCollectionFails() {
        assertThatThrownBy(() -> client.export(PREFIX + "none", new Exported()))
                .isInstanceOfSatisfying(
                        TypesenseException.class,
                        e -> assertThat(e.kind()).isEqualTo(TypesenseException.Kind.NOT_FOUND))
                .hasMessage("export of client_it_none: HTTP 404: Not Found");
    }

    @Test
    void exportsManyDocuments() {
        List<Document> documents = IntStream.range(0, 5000)
                .mapToObj(i -> document("id-" + i, ",\"n\":" + i + ",\"s\":\"" + "\\u00e9".repeat(i % 50) + "\""))
                .toList();
        client.importDocuments(COLLECTION, documents);

        Map<String, Long> exported = exported();

        assertThat(exported).hasSize(5000);
        assertThat(documents.stream().filter(document -> exported.get(document.id()) != document.hash()))
                .isEmpty();
    }

    private Map<String, Long> exported() {
        Exported exported = new Exported();
        client.export(COLLECTION, exported);
        assertThat(exported.invalidLines).isEmpty();
        return exported.hashes;
    }

    static class Exported implements ExportSink {
        final Map<String, Long> hashes = new HashMap<>();
        final List<Long> invalidLines = new ArrayList<>();

        @Override
        public void document(String id, long hash) {
            hashes.put(id, hash);
        }

        @Override
        public void notADocument(long line) {
            invalidLines.add(line);
        }
    }
}
