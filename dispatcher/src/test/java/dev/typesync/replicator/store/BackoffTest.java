package dev.typesync.replicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesUpToThirtySeconds() {
        Backoff longest = new Backoff(() -> 1.0);

        assertThat(longest.after(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(longest.after(2)).isEqualTo(Duration.ofSeconds(1));
        assertThat(longest.after(6)).isEqualTo(Duration.ofSeconds(16));
        assertThat(longest.after(7)).isEqualTo(Duration.ofSeconds(30));
        assertThat(longest.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void waitsAtLeastHalfOfTheTime() {
        assertThat(new Backoff(() -> 0.0).after(3)).isEqualTo(Duration.ofSeconds(1));
    }
}
