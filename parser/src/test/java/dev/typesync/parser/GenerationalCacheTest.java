package dev.typesync.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GenerationalCacheTest {
    private final GenerationalCache<String, Object> cache =
            new GenerationalCache<>(100_000, key -> 1_000 + key.length());

    @Test
    void boundsItsWeightAndKeepsEntriesInUse() {
        Object used = new Object();
        cache.put("used", used);
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            cache.put("text " + i + "x".repeat(random.nextInt(1_000)), new Object());
            assertThat(cache.get("used")).as("after %d", i).isSameAs(used);
            assertThat(cache.size()).isLessThanOrEqualTo(102);
        }
        assertThat(cache.get("text 5")).isNull();
    }

    @Test
    void computesAValueOnce() {
        Object first = cache.computeIfAbsent("key", key -> new Object());
        assertThat(cache.computeIfAbsent("key", key -> new Object())).isSameAs(first);
        assertThat(cache.get("key")).isSameAs(first);
    }
}
