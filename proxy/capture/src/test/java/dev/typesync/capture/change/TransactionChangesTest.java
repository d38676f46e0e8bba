package dev.typesync.capture.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.event.ChangeBus;
import dev.typesync.event.CommittedTransaction;
import dev.typesync.event.Operation;
import dev.typesync.event.TableChange;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Savepoints, and changes that are published later. */
class TransactionChangesTest {
    private final ChangeBus bus = new ChangeBus();
    private final BlockingQueue<CommittedTransaction> committed = new LinkedBlockingQueue<>();
    private final TransactionChanges transactionChanges = new TransactionChanges(bus, null);

    @BeforeEach
    void listen() {
        bus.listen(List.of(committed::add));
    }

    @AfterEach
    void close() {
        bus.close();
    }

    private static TableChange change(String table) {
        return new TableChange("public", table, Operation.UPDATE, Set.of(), List.of());
    }

    private List<String> published() throws InterruptedException {
        transactionChanges.publish();
        CommittedTransaction transaction = committed.poll(10, TimeUnit.SECONDS);
        return transaction == null
                ? List.of()
                : transaction.changes().stream().map(TableChange::table).toList();
    }

    @Test
    void rollbackToASavepointDiscardsItsChanges() throws InterruptedException {
        transactionChanges.add(List.of(change("a")));
        transactionChanges.savepoint("s");
        transactionChanges.add(List.of(change("b")));
        transactionChanges.rollBackTo("s");
        transactionChanges.add(List.of(change("c")));
        assertThat(published()).containsExactly("a", "c");
    }

    @Test
    void aReleasedSavepointKeepsItsChanges() throws InterruptedException {
        transactionChanges.savepoint("s");
        transactionChanges.add(List.of(change("b")));
        transactionChanges.release("s");
        transactionChanges.rollBackTo("s");
        assertThat(published()).containsExactly("b");
    }

    @Test
    void rollbackUsesTheLastSavepointOfAName() throws InterruptedException {
        transactionChanges.savepoint("s");
        transactionChanges.add(List.of(change("a")));
        transactionChanges.savepoint("s");
        transactionChanges.add(List.of(change("b")));
        transactionChanges.rollBackTo("s");
        assertThat(published()).containsExactly("a");
    }

    @Test
    void preparedChangesArePublishedByTheirCommit() throws InterruptedException {
        transactionChanges.add(List.of(change("a")));
        UnpublishedChanges prepared = transactionChanges.take();
        transactionChanges.add(List.of(change("b")));
        assertThat(published()).containsExactly("b");
        prepared.publish();
        assertThat(committed.poll(10, TimeUnit.SECONDS))
                .isNotNull()
                .satisfies(transaction -> assertThat(transaction.changes())
                        .extracting(TableChange::table)
                        .containsExactly("a"));
    }
}
