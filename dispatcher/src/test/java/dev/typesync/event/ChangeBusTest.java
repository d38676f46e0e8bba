package dev.typesync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChangeBusTest {
    private static final CommittedTransaction TRANSACTION = new CommittedTransaction(
            List.of(new TableChange("public", "books", Operation.UPDATE, Set.of("title"), List.of("1"))));

    @Test
    void signalsEachCommitUntilTheSubscriptionEnds() {
        try (ChangeBus bus = new ChangeBus()) {
            AtomicInteger signals = new AtomicInteger();
            ChangeBus.Subscription subscription = bus.onCommit(signals::incrementAndGet);
            bus.post(TRANSACTION);
            bus.post(new CommittedTransaction(List.of()));
            subscription.close();
            bus.post(TRANSACTION);

            assertThat(signals).hasValue(2);
        }
    }

    @Test
    void tellsListenersOnAThreadOfItsOwn() {
        try (ChangeBus bus = new ChangeBus()) {
            List<String> told = Collections.synchronizedList(new ArrayList<>());
            assertThat(bus.hasListeners()).isFalse();
            bus.listen(List.of(transaction -> told.add(Thread.currentThread().getName() + " "
                    + transaction.changes().get(0).keys())));
            bus.post(TRANSACTION);

            await().until(() -> told.equals(List.of("typesync-listeners [1]")));
            assertThat(bus.hasListeners()).isTrue();
        }
    }

    @Test
    void survivesAListenerThatThrows() {
        try (ChangeBus bus = new ChangeBus()) {
            AtomicInteger told = new AtomicInteger();
            bus.listen(List.of(
                    transaction -> {
                        throw new IllegalStateException("a fault of the listener");
                    },
                    transaction -> told.incrementAndGet()));
            bus.post(TRANSACTION);
            bus.post(TRANSACTION);

            await().until(() -> told.get() == 2);
        }
    }

    @Test
    void neverMakesTheCommittingThreadWaitForAListener() {
        try (ChangeBus bus = new ChangeBus()) {
            CountDownLatch release = new CountDownLatch(1);
            AtomicInteger told = new AtomicInteger();
            bus.listen(List.of(transaction -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                told.incrementAndGet();
            }));
            for (int i = 0; i < ListenerThread.CAPACITY + 100; i++) {
                bus.post(TRANSACTION);
            }
            release.countDown();

            await().until(() -> told.get() >= ListenerThread.CAPACITY);
            assertThat(told.get()).isLessThanOrEqualTo(ListenerThread.CAPACITY + 1);
        }
    }
}
