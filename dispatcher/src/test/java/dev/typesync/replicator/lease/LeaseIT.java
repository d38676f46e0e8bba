package dev.typesync.replicator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.Stage;
import dev.typesync.source.Ownership;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseIT {
    private static final OutboxSchema SCHEMA = new OutboxSchema("typesync");

    private final Lease first = new Lease(SCHEMA, "first", Duration.ofHours(1));
    private final Lease second = new Lease(SCHEMA, "second", Duration.ofHours(1));
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void hasOneOwner() throws Exception {
        assertThat(first.acquire(stage.connection)).hasValue(new Lease.Grant(new Ownership("first", 1), true));
        assertThat(second.acquire(stage.connection)).isEmpty();
        assertThat(first.acquire(stage.connection)).isEmpty();
    }

    @Test
    void passesToAnotherProcessAfterItExpiresWithoutAHandOver() throws Exception {
        Ownership before = first.acquire(stage.connection).orElseThrow().ownership();
        stage.sql("update typesync.lease set until = clock_timestamp() - interval '1 ms'");

        assertThat(second.acquire(stage.connection)).hasValue(new Lease.Grant(new Ownership("second", 2), false));
        assertThat(first.renew(stage.connection, before)).isFalse();
    }

    @Test
    void passesToAnotherProcessImmediatelyAfterAHandOver() throws Exception {
        Ownership before = first.acquire(stage.connection).orElseThrow().ownership();
        first.release(stage.connection, before, true);

        assertThat(second.acquire(stage.connection)).hasValue(new Lease.Grant(new Ownership("second", 2), true));
    }

    @Test
    void reportsToTheNextOwnerThatRequestsHadNoAnswer() throws Exception {
        Ownership before = first.acquire(stage.connection).orElseThrow().ownership();
        first.release(stage.connection, before, false);
        stage.sql("update typesync.lease set until = clock_timestamp() - interval '1 ms'");

        assertThat(second.acquire(stage.connection).orElseThrow().handedOver()).isFalse();
    }

    @Test
    void cannotBeReleasedByAFormerOwner() throws Exception {
        Ownership before = first.acquire(stage.connection).orElseThrow().ownership();
        first.release(stage.connection, before, true);
        second.acquire(stage.connection);
        first.release(stage.connection, before, true);

        assertThat(first.acquire(stage.connection)).isEmpty();
    }
}
