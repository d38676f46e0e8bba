package dev.typesync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WakeUpTest {
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    @Test
    void signalsCountAsOneAndNoneIsLost() throws InterruptedException {
        WakeUp wakeUp = new WakeUp();
        wakeUp.signal();
        wakeUp.signal();
        assertThat(wakeUp.await(LONG)).isTrue();
        assertThat(wakeUp.await(1)).isFalse();
        wakeUp.signal();
        assertThat(wakeUp.await(0)).isTrue();
    }

    @Test
    @Timeout(60)
    void everySignalIsAnsweredByALook() throws InterruptedException {
        WakeUp wakeUp = new WakeUp();
        CountDownLatch looked = new CountDownLatch(20);
        Thread waiter = new Thread(() -> {
            try {
                while (wakeUp.await(LONG)) {
                    looked.countDown();
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        while (looked.getCount() > 0) {
            long before = looked.getCount();
            wakeUp.signal();
            while (looked.getCount() == before) {
                Thread.onSpinWait();
            }
        }
        waiter.interrupt();
        waiter.join();
    }
}
