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
    void signalsEachCommitUntilTheSubscriptionIsClosed() {
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
    void notifiesListenersOnItsOwnThread() {
        try (ChangeBus bus = new ChangeBus()) {
            List<String> received = Collections.synchronizedList(new ArrayList<>());
            assertThat(bus.hasListeners()).isFalse();
            bus.listen(List.of(transaction -> received.add(Thread.currentThread()
                            .getName() + " " + transaction.changes().get(0).keys())));
            bus.post(TRANSACTION);

            await().until(() -> received.equals(List.of("typesync-listeners [1]")));
            assertThat(bus.hasListeners()).isTrue();
        }
    }

    @Test
    void continuesAfterAListenerThrows() {
        try (ChangeBus bus = new ChangeBus()) {
            AtomicInteger received = new AtomicInteger();
            bus.listen(List.of(
                    transaction -> {
                        throw new IllegalStateException("failure of the listener");
                    },
                    transaction -> received.incrementAndGet()));
            bus.post(TRANSACTION);
            bus.post(TRANSACTION);

            await().until(() -> received.get() == 2);
        }
    }

    @Test
    void committingThreadNeverWaitsForAListener() {
        try (ChangeBus bus = new ChangeBus()) {
            CountDownLatch release = new CountDownLatch(1);
            AtomicInteger received = new AtomicInteger();
            bus.listen(List.of(transaction -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                received.incrementAndGet();
            }));
            for (int i = 0; i < ListenerThread.CAPACITY + 100; i++) {
                bus.post(TRANSACTION);
            }
            release.countDown();

            await().until(() -> received.get() >= ListenerThread.CAPACITY);
            assertThat(received.get()).isLessThanOrEqualTo(ListenerThread.CAPACITY + 1);
        }
    }
}
