package dev.typesync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTextTest {
    @Test
    void keepsTheTextOfASingleColumnUnchanged() {
        assertThat(KeyText.join(List.of("a:b\\"))).isEqualTo("a:b\\");
        assertThat(KeyText.split("a:b\\", 1)).containsExactly("a:b\\");
    }

    @Test
    void splitsACompositeKeyIntoItsParts() {
        for (List<String> parts : List.of(
                List.of("a", "b"), List.of("a:", ":b"), List.of("\\", ":"), List.of("", ""), List.of("\\:", "\\\\"))) {
            assertThat(KeyText.split(KeyText.join(parts), 2)).isEqualTo(parts);
        }
        assertThat(KeyText.join(List.of("a:b", "c\\"))).isEqualTo("a\\:b:c\\\\");
    }

    @Test
    void refusesAKeyWithAnotherNumberOfParts() {
        assertThatThrownBy(() -> KeyText.split("a", 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyText.split("a:b:c", 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyText.split("a:b\\", 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
