package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.event.CommittedTransaction;
import dev.typesync.event.Operation;
import dev.typesync.event.TableChange;
import dev.typesync.outbox.TableId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What COMMITs do when documents are not delivered in time. */
@Timeout(60)
class CommitWaitTest {
    private static final CommittedTransaction CHANGE =
            new CommittedTransaction(List.of(new TableChange("public", "item", Operation.UPDATE, Set.of(), List.of())));

    private final AtomicInteger waits = new AtomicInteger();
    private final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
    private final CommitWait commitWait = new CommitWait(this::answer, Duration.ofSeconds(2));

    private boolean answer(Set<TableId> tables, Duration patience) throws InterruptedException {
        assertThat(tables).containsExactly(new TableId("public", "item"));
        waits.incrementAndGet();
        return answers.take();
    }

    @Test
    void afterAWaitThatRanOutOnlyOneCommitAtATimeWaits() throws Exception {
        answers.add(false);
        commitWait.await(CHANGE);
        Thread probe = new Thread(() -> commitWait.await(CHANGE));
        probe.start();
        await().until(() -> waits.get() == 2);
        commitWait.await(CHANGE);
        commitWait.await(CHANGE);
        assertThat(waits).as("the others return").hasValue(2);

        answers.add(true);
        probe.join();
        answers.addAll(List.of(true, true));
        commitWait.await(CHANGE);
        commitWait.await(CHANGE);
        assertThat(waits).as("all wait again").hasValue(4);
    }

    @Test
    void anInterruptedCommitKeepsTheFlagAndThrowsNothing() {
        Thread.currentThread().interrupt();
        commitWait.await(CHANGE);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aFaultDoesNotReachTheApplication() {
        CommitWait faulty = new CommitWait(
                (tables, patience) -> {
                    throw new IllegalStateException("fault");
                },
                Duration.ofSeconds(2));
        faulty.await(CHANGE);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
