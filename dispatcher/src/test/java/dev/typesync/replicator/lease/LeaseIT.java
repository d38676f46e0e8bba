package dev.typesync.replicator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.Stage;
import dev.typesync.source.DatabaseLink;
import dev.typesync.source.Ownership;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseIT {
    private static final OutboxSchema SCHEMA = new OutboxSchema("typesync");

    private Stage stage;
    private DatabaseLink link;
    private LeaseTable first;
    private LeaseTable second;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        link = new DatabaseLink(stage::connect);
        first = lease("first");
        second = lease("second");
    }

    private LeaseTable lease(String process) {
        return new DatabaseLeaseTable(link, SCHEMA, new DatabaseHistoryCheck(SCHEMA), process, Duration.ofHours(1));
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        stage.close();
    }

    @Test
    void hasOneOwner() throws Exception {
        assertThat(first.acquire()).hasValue(new LeaseTable.Grant(new Ownership("first", 1), true));
        assertThat(second.acquire()).isEmpty();
        assertThat(first.acquire()).isEmpty();
    }

    @Test
    void passesToAnotherProcessAfterItExpiresWithoutAHandOver() throws Exception {
        Ownership before = first.acquire().orElseThrow().ownership();
        stage.sql("update typesync.lease set until = clock_timestamp() - interval '1 ms'");

        assertThat(second.acquire()).hasValue(new LeaseTable.Grant(new Ownership("second", 2), false));
        assertThat(first.renew(before)).isFalse();
    }

    @Test
    void passesToAnotherProcessImmediatelyAfterAHandOver() throws Exception {
        Ownership before = first.acquire().orElseThrow().ownership();
        first.release(before, true);

        assertThat(second.acquire()).hasValue(new LeaseTable.Grant(new Ownership("second", 2), true));
    }

    @Test
    void reportsToTheNextOwnerThatRequestsHadNoAnswer() throws Exception {
        Ownership before = first.acquire().orElseThrow().ownership();
        first.release(before, false);
        stage.sql("update typesync.lease set until = clock_timestamp() - interval '1 ms'");

        assertThat(second.acquire().orElseThrow().handedOver()).isFalse();
    }

    @Test
    void cannotBeReleasedByAFormerOwner() throws Exception {
        Ownership before = first.acquire().orElseThrow().ownership();
        first.release(before, true);
        second.acquire();
        first.release(before, true);

        assertThat(first.acquire()).isEmpty();
    }
}
