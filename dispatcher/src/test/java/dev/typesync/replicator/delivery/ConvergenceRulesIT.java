package dev.typesync.replicator.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.replicator.FakeTable;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.queue.Batch;
import dev.typesync.typesense.RefusalKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rules that make documents equal rows: read rows after their event, settle before the next write, acknowledge
 * last.
 */
class ConvergenceRulesIT {
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
    void readsRowsOnlyAfterTheirKeysWereTaken() throws Exception {
        stage.table.put("1", "old");
        stage.changed("1");
        assertThat(stage.table.reads()).isZero();
        stage.table.put("1", "new");
        stage.deliver();

        assertThat(stage.store.finalDocuments()).isEqualTo(Map.of("1", FakeTable.document("1", "new")));
    }

    @Test
    void readsTheRowsAgainForEachAttempt() throws Exception {
        stage.table.put("1", "old");
        stage.store.refuse(RefusalKind.BUSY).during(() -> stage.table.put("1", "new"));
        stage.changed("1").deliver();

        assertThat(stage.store.finalDocuments()).isEqualTo(Map.of("1", FakeTable.document("1", "new")));
        assertThat(stage.table.reads()).isEqualTo(2);
    }

    @Test
    void waitsUntilAnUncertainWriteHasArrivedBeforeTheNextOne() throws Exception {
        stage.table.put("1", "old");
        stage.store.applyLater(Duration.ofSeconds(4)).during(() -> stage.table.put("1", "new"));
        stage.changed("1").deliver();

        assertThat(stage.store.finalDocuments()).isEqualTo(Map.of("1", FakeTable.document("1", "new")));
        assertThat(stage.time.pauses()).contains(DeliveryStage.SETTLE_TIME);
    }

    @Test
    void sendsAFenceBeforeItWritesTheKeysOfAnUncertainWriteAgain() throws Exception {
        stage.store.applyBeforeNextFence();
        stage.table.put("1", "old");
        stage.changed("1").deliver();

        assertThat(stage.store.log()).containsExactly("import [1]", "fence", "import [1]");
    }

    @Test
    void sendsNoNewerVersionWhileAnUncertainWriteMayStillBeApplied() throws Exception {
        stage.store.applyBeforeNextFence();
        stage.table.put("1", "old");
        stage.changed("1").deliver();
        stage.table.put("1", "new");
        stage.changed("1").deliver();

        assertThat(stage.store.finalDocuments()).isEqualTo(Map.of("1", FakeTable.document("1", "new")));
    }

    @Test
    void neverWritesADocumentTwiceAtTheSameTimeUnderTwoSpellingsOfItsKey() throws Exception {
        stage.table.put("1", "value");
        stage.changed("1");
        Batch first = stage.pipeline.queue().poll(1);
        stage.changed("1.0");
        Batch second = stage.pipeline.queue().poll(1);
        stage.store.answer().during(() -> {
            assertThat(attempt(second)).isInstanceOf(BatchDelivery.Locked.class);
            return stage.table.put("1", "newer");
        });
        assertThat(attempt(first)).isInstanceOf(BatchDelivery.Done.class);
        assertThat(attempt(second)).isInstanceOf(BatchDelivery.Done.class);

        assertThat(stage.store.log()).containsExactly("import [1]", "import [1]");
        assertThat(stage.store.finalDocuments()).isEqualTo(Map.of("1", FakeTable.document("1", "newer")));
    }

    @Test
    void acknowledgesAChangeOnlyWhenItsWriteIsAnswered() throws Exception {
        stage.table.put("1", "value");
        stage.store.refuse(RefusalKind.UNREACHABLE).answer().during(this::nothingIsAcknowledged);
        stage.changed("1").deliver();

        assertThat(stage.acknowledged).hasValue(1);
    }

    @Test
    void acknowledgesAnUncertainWriteOnlyAfterItWasWrittenAgain() throws Exception {
        stage.table.put("1", "value");
        stage.store.applyLater(Duration.ofDays(1)).answer().during(this::nothingIsAcknowledged);
        stage.changed("1").deliver();

        assertThat(stage.acknowledged).hasValue(1);
    }

    @Test
    void sendsNothingAfterAnotherProcessBecameTheOwner() throws Exception {
        stage.table.put("1", "value");
        stage.stage.sql("update typesync.lease set epoch = epoch + 1, owner = 'other'");
        stage.changed("1");

        assertThatThrownBy(stage::deliver).isInstanceOf(OwnershipLostException.class);
        assertThat(stage.store.log()).isEmpty();
        assertThat(stage.acknowledged).hasValue(0);
    }

    private BatchDelivery.Attempt attempt(Batch batch) throws OwnershipLostException {
        return stage.delivery.attempt(stage.pipeline.target(), batch);
    }

    private Void nothingIsAcknowledged() {
        assertThat(stage.acknowledged).hasValue(0);
        return null;
    }
}
