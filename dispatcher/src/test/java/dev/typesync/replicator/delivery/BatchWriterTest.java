package dev.typesync.replicator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.document.Document;
import dev.typesync.document.RowReadResult;
import dev.typesync.replicator.store.FakeTime;
import dev.typesync.typesense.ImportOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that cannot be imported does not keep the others from it. */
class BatchWriterTest {
    private static final long MAX_BYTES = 2 * 1024 * 1024;

    private final FakeTime time = new FakeTime();
    private final PickyStore store = new PickyStore();
    private final BatchWriter writer = new BatchWriter(store, MAX_BYTES, time);

    private static Document document(String id, int bytes) {
        return new Document(id, "x".repeat(bytes).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Document> documents(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> document(String.valueOf(i), 100))
                .toList();
    }

    private BatchWriter.Result write(List<Document> documents) {
        return writer.write("c", new RowReadResult(documents, List.of(), List.of()));
    }

    private BatchWriter.Result write(String... ids) {
        return write(Arrays.stream(ids).map(id -> document(id, 100)).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {422, 500, 503})
    void rejectsTheOneDocumentWhoseLineFails(int code) {
        store.line("2", code);

        BatchWriter.Result result = write("1", "2", "3");

        assertThat(result.failure()).isNull();
        assertThat(result.rejected()).containsOnlyKeys("2").containsEntry("2", code + " scripted");
        assertThat(store.written).containsExactlyInAnyOrder("1", "3");
    }

    @ParameterizedTest
    @ValueSource(ints = {422, 500, 503})
    void failsIfTheLinesOfAllDocumentsFail(int code) {
        store.line("1", code).line("2", code);

        BatchWriter.Result result = write("1", "2");

        assertThat(result.failure()).isNotNull();
        assertThat(result.rejected()).isEmpty();
    }

    @Test
    void failsIfADocumentThatWasAcceptedIsNotAcceptedAgain() {
        PickyStore full = new PickyStore() {
            @Override
            public ImportOutcome importDocuments(String collection, List<Document> documents) {
                if (!imports.isEmpty()) {
                    line("1", 422);
                }
                return super.importDocuments(collection, documents);
            }
        };
        full.line("2", 422);

        BatchWriter.Result result = new BatchWriter(full, MAX_BYTES, time)
                .write("c", new RowReadResult(List.of(document("1", 1), document("2", 1)), List.of(), List.of()));

        assertThat(result.failure()).isNotNull();
        assertThat(result.rejected()).isEmpty();
    }

    @Test
    void findsTheOneDocumentThatMakesARequestInvalid() {
        store.request("700", 400);

        BatchWriter.Result result = write(documents(1000));

        assertThat(result.failure()).isNull();
        assertThat(result.rejected()).containsOnlyKeys("700");
        assertThat(result.rejected().get("700")).contains("400 a request with only this document, of 100 bytes");
        assertThat(store.written).hasSize(999);
        assertThat(store.imports).hasSizeLessThan(25);
    }

    @Test
    void failsAfterFewRequestsIfEveryRequestIsInvalid() {
        List<Document> all = documents(1000);
        all.forEach(document -> store.request(document.id(), 400));

        BatchWriter.Result result = write(all);

        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason().kind()).isEqualTo(DeliveryFailure.Kind.BAD_REQUEST);
        assertThat(result.rejected()).isEmpty();
        assertThat(store.imports).hasSizeLessThanOrEqualTo(PoisonSearch.MAX_WITHOUT_SUCCESS);
    }

    @Test
    void aLoneDocumentIsRejectedWhenOthersAreAcceptedMeanwhile() {
        store.request("1", 400).line("2", 500);
        assertThat(write("1").failure()).isNotNull();
        assertThat(write("2").failure()).isNotNull();
        assertThat(write("1").failure()).isNotNull();
        assertThat(write("3").failure()).isNull();

        assertThat(write("1").rejected()).containsOnlyKeys("1");
        assertThat(write("2").rejected()).containsOnlyKeys("2");
    }

    @Test
    void halvesRequestsThatAreTooLargeForAProxyAndRemembersTheSize() {
        store.maxBytes(1024 * 1024);
        List<Document> large =
                IntStream.range(0, 20).mapToObj(i -> document("a" + i, 100_000)).toList();

        assertThat(write(large).failure()).isNull();
        int first = store.imports.size();
        assertThat(write(large).failure()).isNull();

        assertThat(store.written).hasSize(20);
        assertThat(first).isEqualTo(3);
        assertThat(store.imports.subList(first, store.imports.size())).hasSize(2);
        assertThat(store.imports.subList(first, store.imports.size()))
                .allSatisfy(ids -> assertThat(ids).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void usesTheConfiguredSizeAgainAfterAWhile() {
        store.maxBytes(1024 * 1024);
        List<Document> large =
                IntStream.range(0, 20).mapToObj(i -> document("a" + i, 100_000)).toList();
        write(large);
        store.heal();
        time.pass(RequestSize.REMEMBERED_FOR);
        store.imports.clear();

        write(large);

        assertThat(store.imports).hasSize(1);
    }

    @Test
    void rejectsTheDocumentThatIsTooLargeForAProxy() {
        store.maxBytes(1024 * 1024);

        BatchWriter.Result result = write(List.of(document("1", 100), document("2", 1_100_000), document("3", 100)));

        assertThat(result.failure()).isNull();
        assertThat(result.rejected()).containsOnlyKeys("2");
        assertThat(result.rejected().get("2")).contains("413").contains("1100000 bytes");
        assertThat(store.written).containsExactlyInAnyOrder("1", "3");
    }

    @Test
    void aPartWithUnknownOutcomeEndsTheBatch() {
        store.request("0", 400).unknown("2");

        BatchWriter.Result result = write("0", "1", "2", "3");

        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().mayStillBeApplied()).isTrue();
        assertThat(store.imports.get(store.imports.size() - 1)).containsExactly("2", "3");
    }

    /** Whatever is refused, the other documents are written, in at most two requests for each document. */
    @Test
    void writesAllOtherDocumentsOfRandomBatches() {
        long seed = Long.getLong("typesync.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            PickyStore picky = new PickyStore();
            List<Document> batch = documents(2 + random.nextInt(60));
            Set<String> poison = new HashSet<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                String id = String.valueOf(1 + random.nextInt(batch.size() - 1));
                poison.add(id);
                if (random.nextBoolean()) {
                    picky.line(id, List.of(400, 422, 500, 503).get(random.nextInt(4)));
                } else {
                    picky.request(id, 400);
                }
            }
            List<Document> shuffled = new ArrayList<>(batch);
            Collections.shuffle(shuffled, random);

            BatchWriter.Result result = new BatchWriter(picky, MAX_BYTES, time)
                    .write("c", new RowReadResult(shuffled, List.of(), List.of()));

            assertThat(result.failure()).as("seed %d, round %d", seed, round).isNull();
            assertThat(result.rejected().keySet())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(poison);
            assertThat(picky.written).as("seed %d, round %d", seed, round).hasSize(batch.size() - poison.size());
            assertThat(picky.imports).hasSizeLessThanOrEqualTo(2 * batch.size() + 5);
        }
    }
}
