package dev.typesync.replicator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.OnReject;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.FakeTable;
import dev.typesync.replicator.store.Backoff;
import dev.typesync.source.Change;
import dev.typesync.typesense.RefusalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchDeliveryIT {
    private DeliveryStage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new DeliveryStage();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void deletesTheDocumentsOfDeletedRows() throws Exception {
        stage.table.put("1", "a").put("2", "b");
        stage.changed("1", "2").deliver();
        stage.table.remove("2");
        stage.changed("2").deliver();

        assertThat(stage.store.finalDocuments()).isEqualTo(Map.of("1", FakeTable.document("1", "a")));
    }

    @Test
    void retriesWithoutLimitAndWithGrowingPausesWhileTypesenseIsDown() throws Exception {
        stage.table.put("1", "a");
        for (int i = 0; i < 12; i++) {
            stage.store.refuse(RefusalKind.UNREACHABLE);
        }
        stage.changed("1").deliver();

        assertThat(stage.store.finalDocuments()).containsKey("1");
        assertThat(stage.time.pauses()).hasSize(12).isSorted().last().isEqualTo(Backoff.LONGEST.minusMillis(1));
        assertThat(stage.pipeline.gate().phase()).isEqualTo(CollectionGate.Phase.OPEN);
    }

    @Test
    void makesARejectedDocumentADeadLetterWithoutDelayingTheOthers() throws Exception {
        stage.table.put("1", "a").put("2", "b");
        stage.store.reject("2");
        stage.changed("1", "2").deliver();
        assertThat(stage.acknowledged).hasValue(1);
        assertThat(deadLetters()).isEqualTo("0");

        for (int i = 1; i < KeyOutcomes.MAX_TRIES; i++) {
            stage.store.reject("2");
            stage.time.pass(Duration.ofMinutes(1));
            stage.deliver();
        }
        assertThat(stage.acknowledged).hasValue(2);
        assertThat(stage.store.finalDocuments()).containsOnlyKeys("1");
        assertThat(stage.stage.text("select id || ' ' || error from typesync.dead_letter"))
                .isEqualTo("2 400 scripted");
    }

    @Test
    void removesADeadLetterWhenALaterChangeIsAccepted() throws Exception {
        stage.table.put("1", "a").makeImpossible("1");
        stage.changed("1").deliver();
        assertThat(deadLetters()).isEqualTo("1");
        stage.table.remove("1");
        stage.changed("1").deliver();

        assertThat(deadLetters()).isEqualTo("0");
    }

    @Test
    void findsTheOneKeyThatIsNoKeyAndMarksTheTable() throws Exception {
        stage.table.put("1", "a").put("2", "b").put("3", "c");
        stage.changed("1", "bad key", "2", "3").deliver();

        assertThat(stage.store.finalDocuments()).containsOnlyKeys("1", "2", "3");
        assertThat(stage.stage.text("select tbl || ' ' || tag from typesync.outbox"))
                .isEqualTo("public.books other key collection=books");
        assertThat(deadLetters()).isEqualTo("0");
        assertThat(stage.acknowledged).hasValue(4);
    }

    @Test
    void manyKeysThatAreNoKeysCauseOneMarkAndKeepNoOtherKeyWaiting() throws Exception {
        stage.table.put("1", "a");
        stage.changed(IntStream.range(0, 900).mapToObj(i -> "bad" + i).toArray(String[]::new));
        stage.changed("1").deliver();

        assertThat(stage.store.finalDocuments()).containsOnlyKeys("1");
        assertThat(stage.stage.text("select count(*) from typesync.outbox")).isEqualTo("1");
        assertThat(deadLetters()).isEqualTo("0");
        assertThat(stage.acknowledged).hasValue(901);
    }

    @Test
    void keysThatAreNoKeysAreMarkedAgainAfterAComparisonBegan() throws Exception {
        stage.changed("bad 1").deliver();
        stage.changed("bad 2").deliver();
        assertThat(stage.stage.text("select count(*) from typesync.outbox")).isEqualTo("1");

        stage.pipeline.accept(
                new Change.Mark(new TableId("public", "books"), Instant.EPOCH, "other key", null), () -> {});
        stage.pipeline.gate().takeMarks();
        stage.changed("bad 3").deliver();

        assertThat(stage.stage.text("select count(*) from typesync.outbox")).isEqualTo("2");
    }

    @Test
    void deletesARejectedDocumentIfConfigured() throws Exception {
        stage.close();
        CollectionConfig plain = CollectionConfig.of("books");
        stage = new DeliveryStage(new CollectionConfig(
                "books",
                "books",
                plain.columns(),
                null,
                plain.fields(),
                plain.schema(),
                plain.schemaChange(),
                OnReject.DELETE));
        stage.table.put("1", "a");
        stage.changed("1").deliver();
        stage.table.makeImpossible("1");
        stage.changed("1").deliver();

        assertThat(stage.store.finalDocuments()).isEmpty();
        assertThat(deadLetters()).isEqualTo("1");
    }

    @Test
    void splitsABatchThatExceedsMaxBatchBytes() throws Exception {
        String large = "x".repeat(900_000);
        stage.table.put("1", large).put("2", large).put("3", large).put("4", large);
        stage.changed("1", "2", "3", "4").deliver();

        assertThat(stage.store.log()).containsExactly("import [1, 2]", "import [3, 4]");
        assertThat(stage.delivery.batchSize()).isEqualTo(2);
    }

    @Test
    void replacesAllKeysByOneMarkWhenARefusalLastsFiveMinutes() throws Exception {
        stage.table.put("1", "a");
        for (int i = 0; i < 100; i++) {
            stage.store.refuse(RefusalKind.UNAUTHORIZED);
        }
        stage.changed("1").deliver();

        assertThat(stage.pipeline.gate().phase()).isEqualTo(CollectionGate.Phase.SHUT);
        assertThat(stage.acknowledged).hasValue(1);
        assertThat(stage.stage.text("select op::text || ' ' || tag from typesync.outbox"))
                .isEqualTo("m suspended collection=books");
        assertThat(stage.time.getAsLong())
                .isBetween(
                        Duration.ofMinutes(5).toNanos(), Duration.ofMinutes(6).toNanos());
        stage.pipeline.accept(
                new Change.Keys(new TableId("public", "books"), List.of("2"), Instant.EPOCH),
                stage.acknowledged::incrementAndGet);
        assertThat(stage.acknowledged).hasValue(2);
    }

    private String deadLetters() throws Exception {
        return stage.stage.text("select count(*) from typesync.dead_letter");
    }
}
