package dev.typesync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WakeUpSignalTest {
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
        assertThat(signal.take()).isTrue();
        assertThat(signal.take()).isFalse();
        signal.signal();
        assertThat(wakeUps).hasValue(2);
        assertThat(signal.take()).isTrue();
    }

    @Test
    void aSignalDuringTheRestWakesNobodyAndIsFoundAfterIt() {
        signal.rest();
        signal.signal();
        assertThat(wakeUps).hasValue(0);
        assertThat(signal.take()).isTrue();
        signal.signal();
        assertThat(wakeUps).hasValue(1);
    }
}
