package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArrayLiteralTest {
    @Test
    void readsElements() {
        assertThat(ArrayLiteral.elements("{}")).isEmpty();
        assertThat(ArrayLiteral.elements("{1,-2,3e+20}")).containsExactly("1", "-2", "3e+20");
        assertThat(ArrayLiteral.elements("{a b,\"\",\"c,d}\",\"q\\\"\\\\\"}"))
                .containsExactly("a b", "", "c,d}", "q\"\\");
    }

    @Test
    void omitsNullAndKeepsTheTextNull() {
        assertThat(ArrayLiteral.elements("{NULL,\"NULL\",nullable,NULL}")).containsExactly("NULL", "nullable");
    }

    @Test
    void flattensDimensionsAndSkipsBounds() {
        assertThat(ArrayLiteral.elements("[0:1][-2:-1]={{1,NULL},{\"3\",4}}")).containsExactly("1", "3", "4");
    }

    @Test
    void refusesTextThatIsNotAnArray() {
        assertThatThrownBy(() -> ArrayLiteral.elements("abc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ArrayLiteral.elements("{\"a")).isInstanceOf(IllegalArgumentException.class);
    }
}
