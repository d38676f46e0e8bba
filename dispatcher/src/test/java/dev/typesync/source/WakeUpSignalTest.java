package dev.typesync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WakeUpSignalTest {
    private static final int MEETINGS = Integer.getInteger("typesync.meetings", 50_000);

    private final WakeUpSignal signal = new WakeUpSignal();
    private final AtomicInteger wakeUps = new AtomicInteger();

    @BeforeEach
    void connect() {
        signal.onSignal(wakeUps::incrementAndGet);
    }

    @Test
    void signalsAreMergedAndNoneIsLost() {
        signal.signal();
        signal.signal();
        assertThat(wakeUps).hasValue(1);
        assertThat(signal.take().change()).isTrue();
        assertThat(signal.take().change()).isFalse();
        signal.signal();
        assertThat(wakeUps).hasValue(2);
        assertThat(signal.take().change()).isTrue();
    }

    @Test
    void aSignalDuringTheRestWakesNobodyAndIsFoundAfterIt() {
        signal.rest();
        signal.signal();
        assertThat(wakeUps).hasValue(0);
        assertThat(signal.take().change()).isTrue();
        signal.signal();
        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void aChangeThatMeetsATakeIsInItOrInTheNext() {
        AtomicInteger round = new AtomicInteger();
        AtomicInteger signalled = new AtomicInteger();
        CompletableFuture<Void> committing = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= MEETINGS; i++) {
                while (round.get() < i) {
                    Thread.onSpinWait();
                }
                signal.signal();
                signalled.set(i);
            }
        });
        int lost = 0;
        for (int i = 1; i <= MEETINGS; i++) {
            round.set(i);
            boolean first = signal.take().change();
            while (signalled.get() < i && !committing.isCompletedExceptionally()) {
                Thread.onSpinWait();
            }
            lost += signal.take().change() || first ? 0 : 1;
        }
        committing.join();

        assertThat(lost).as("changes that no take returned").isZero();
    }
}
