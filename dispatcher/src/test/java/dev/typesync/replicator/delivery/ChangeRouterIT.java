package dev.typesync.replicator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.config.CollectionConfig;
import dev.typesync.outbox.TableId;
import dev.typesync.source.Change;
import dev.typesync.source.ChangeSink.Admission;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeRouterIT {
    private static final TableId BOOKS = new TableId("public", "books");

    private final AtomicInteger acknowledged = new AtomicInteger();
    private DeliveryStage stage;
    private CollectionPipeline first;
    private CollectionPipeline second;
    private ChangeRouter router;

    @BeforeEach
    void open() throws SQLException {
        stage = new DeliveryStage();
        first = new CollectionPipeline(CollectionConfig.of("first"), stage.context);
        second = new CollectionPipeline(CollectionConfig.of("second"), stage.context);
        router = new ChangeRouter(List.of(first, second));
    }

    @AfterEach
    void close() throws SQLException {
        stage.close();
    }

    @Test
    void declinesChangesOfATableWithoutACollection() {
        assertThat(offer(keys("1"))).isEqualTo(Admission.UNKNOWN_TABLE);
    }

    @Test
    void acknowledgesAChangeWhenAllItsCollectionsHave() {
        route();
        open(first);
        open(second);
        assertThat(offer(keys("1", "2"))).isEqualTo(Admission.TAKEN);
        first.queue().settle(first.queue().poll(10), Map.of());
        assertThat(acknowledged).hasValue(0);
        second.queue().settle(second.queue().poll(10), Map.of());

        assertThat(acknowledged).hasValue(1);
    }

    @Test
    void leavesAChangeInItsSourceUntilAllItsCollectionsAreReady() {
        route();
        open(first);

        assertThat(offer(keys("1"))).isEqualTo(Admission.LATER);
        assertThat(first.queue().poll(10)).isNull();
    }

    @Test
    void acknowledgesKeysImmediatelyIfAMarkReplacesThemAndKeepsMarks() {
        route();
        first.gate().enter(CollectionGate.Phase.SHUT);
        second.gate().enter(CollectionGate.Phase.FOREIGN);
        offer(keys("1"));
        assertThat(acknowledged).hasValue(1);
        offer(new Change.Mark(BOOKS, Instant.EPOCH, "COPY", null));

        assertThat(acknowledged).hasValue(1);
        assertThat(first.gate().takeMarks()).hasSize(1);
        assertThat(second.gate().takeMarks()).isEmpty();
    }

    @Test
    void givesAMarkOnlyToTheCollectionThatItNames() {
        route();
        open(first);
        open(second);
        offer(new Change.Mark(BOOKS, Instant.EPOCH, "suspended", "second"));

        assertThat(first.gate().hasMarks()).isFalse();
        assertThat(second.gate().hasMarks()).isTrue();
    }

    @Test
    void acknowledgesAChangeWithoutKeysImmediately() {
        route();
        open(first);
        open(second);
        offer(keys());

        assertThat(acknowledged).hasValue(1);
    }

    private void route() {
        router.route("first", BOOKS);
        router.route("second", BOOKS);
    }

    private static void open(CollectionPipeline pipeline) {
        pipeline.gate().enter(CollectionGate.Phase.OPEN);
    }

    private Admission offer(Change change) {
        return router.offer(change, acknowledged::incrementAndGet);
    }

    private static Change keys(String... keys) {
        return new Change.Keys(BOOKS, List.of(keys), Instant.EPOCH);
    }
}
