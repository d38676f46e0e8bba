package dev.typesync.replicator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.TableId;
import dev.typesync.replicator.store.FakeTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnansweredWritesTest {
    private static final TableId BOOKS = new TableId("public", "books");

    private final FakeTime time = new FakeTime();
    private final UnansweredWrites writes = new UnansweredWrites(time);

    @Test
    void forgetsAWriteThatWasAnsweredBeforeARenewalBegan() {
        UnansweredWrites.Write write = writes.begin(BOOKS, "c", List.of("1"));
        writes.recordAnswer(write);
        time.pass(Duration.ofMillis(1));
        writes.forgetAnsweredBefore(time.getAsLong());

        assertThat(writes.all()).isEmpty();
    }

    @Test
    void keepsAWriteThatWasAnsweredDuringTheRenewal() {
        UnansweredWrites.Write write = writes.begin(BOOKS, "c", List.of("1"));
        long renewalBegan = time.getAsLong();
        time.pass(Duration.ofMillis(1));
        writes.recordAnswer(write);
        writes.forgetAnsweredBefore(renewalBegan);

        assertThat(writes.all()).containsExactly(write);
        assertThat(writes.isEveryWriteAnswered()).isTrue();
    }

    @Test
    void keepsAWriteWithoutAnAnswer() {
        UnansweredWrites.Write write = writes.begin(BOOKS, "c", List.of("1"));
        time.pass(Duration.ofHours(1));
        writes.forgetAnsweredBefore(time.getAsLong());

        assertThat(writes.all()).containsExactly(write);
        assertThat(writes.isEveryWriteAnswered()).isFalse();
    }

    @Test
    void forgetsAWriteThatWasNotSent() {
        UnansweredWrites.Write write = writes.begin(BOOKS, "c", List.of("1"));
        writes.cancel(write);

        assertThat(writes.all()).isEmpty();
        assertThat(writes.isEveryWriteAnswered()).isTrue();
    }
}
