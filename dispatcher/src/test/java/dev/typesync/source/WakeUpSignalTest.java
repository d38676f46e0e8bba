package dev.typesync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WakeUpSignalTest {
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    @Test
    void signalsAreMergedAndNoneIsLost() throws InterruptedException {
        WakeUpSignal wakeUpSignal = new WakeUpSignal();
        wakeUpSignal.signal();
        wakeUpSignal.signal();
        assertThat(wakeUpSignal.await(LONG)).isTrue();
        assertThat(wakeUpSignal.await(1)).isFalse();
        wakeUpSignal.signal();
        assertThat(wakeUpSignal.await(0)).isTrue();
    }

    @Test
    @Timeout(60)
    void everySignalWakesTheWaitingThread() throws InterruptedException {
        WakeUpSignal wakeUpSignal = new WakeUpSignal();
        CountDownLatch wakeUps = new CountDownLatch(20);
        Thread waiter = new Thread(() -> {
            try {
                while (wakeUpSignal.await(LONG)) {
                    wakeUps.countDown();
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        while (wakeUps.getCount() > 0) {
            long before = wakeUps.getCount();
            wakeUpSignal.signal();
            while (wakeUps.getCount() == before) {
                Thread.onSpinWait();
            }
        }
        waiter.interrupt();
        waiter.join();
    }
}
